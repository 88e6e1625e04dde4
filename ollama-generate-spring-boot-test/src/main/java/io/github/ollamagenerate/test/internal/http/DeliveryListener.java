package io.github.ollamagenerate.test.internal.http;

/**
 * Goes with an answer, so that the state of the server follows what is really sent.
 */
public interface DeliveryListener {

	/** Does nothing, and costs nothing. */
	DeliveryListener NONE = (complete) -> {
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

	default DeliveryListener and(DeliveryListener other) {
		if (this == NONE) {
			return other;
		}
		DeliveryListener first = this;
		return new DeliveryListener() {

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
