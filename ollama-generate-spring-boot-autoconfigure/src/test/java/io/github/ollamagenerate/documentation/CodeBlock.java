package io.github.ollamagenerate.documentation;

/**
 * A code block of a page.
 *
 * @param page the page
 * @param offset where the code begins in the text of the page
 * @param language the language after the opening fence, may be empty
 * @param code the code
 */
record CodeBlock(Page page, int offset, String language, String code) {

	/**
	 * Path and line number of a line of the code.
	 * @param line the line, the first one is 1
	 */
	String place(long line) {
		String[] first = this.page.place(this.offset).split(":");
		return first[0] + ":" + (Long.parseLong(first[1]) + line - 1);
	}

}
