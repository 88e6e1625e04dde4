/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
