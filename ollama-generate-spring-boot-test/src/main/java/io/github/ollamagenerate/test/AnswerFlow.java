package io.github.ollamagenerate.test;

import java.time.Duration;

/**
 * When the parts of an answer are sent and how it ends.
 *
 * @param delay the time before the response head
 * @param pause the time between two packets
 * @param ending what happens after the last packet
 * @param listener what goes with the answer
 */
record AnswerFlow(Duration delay, Duration pause, Ending ending, AnswerListener listener) {

	static final AnswerFlow AT_ONCE = new AnswerFlow(Duration.ZERO, Duration.ZERO, Ending.COMPLETE,
			AnswerListener.NONE);

	AnswerFlow withDelay(Duration newDelay) {
		return new AnswerFlow(newDelay, this.pause, this.ending, this.listener);
	}

	AnswerFlow withPause(Duration newPause) {
		return new AnswerFlow(this.delay, newPause, this.ending, this.listener);
	}

	AnswerFlow withEnding(Ending newEnding) {
		return new AnswerFlow(this.delay, this.pause, newEnding, this.listener);
	}

	AnswerFlow withListener(AnswerListener newListener) {
		return new AnswerFlow(this.delay, this.pause, this.ending, this.listener.and(newListener));
	}

	/** What happens after the last packet. */
	enum Ending {

		/** The response ends as HTTP says. */
		COMPLETE,

		/** The connection is closed in the middle of the body. */
		CUT,

		/** Nothing more is sent, the connection stays open. */
		STALL,

		/** Not even the response head is sent. */
		SILENCE

	}

}
