package io.github.ollamagenerate.test;

/**
 * Goes with an answer, so that the state of the server follows what is really sent.
 */
interface AnswerListener {

	/** Does nothing, and costs nothing. */
	AnswerListener NONE = (complete) -> {
	};

	/** Called before anything is sent. */
	default void started() {
	}

	/**
	 * Called once per start.
	 * @param complete true right before the last packet is sent, so that who has read the
	 * answer finds the state changed; false when the answer ends early
	 */
	void ended(boolean complete);

	default AnswerListener and(AnswerListener other) {
		if (this == NONE) {
			return other;
		}
		AnswerListener first = this;
		return new AnswerListener() {

			@Override
			public void started() {
				first.started();
				other.started();
			}

			@Override
			public void ended(boolean complete) {
				first.ended(complete);
				other.ended(complete);
			}

		};
	}

}
