package io.github.ollamagenerate.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models in memory and when they leave it. Models past their time are removed when
 * somebody looks, which needs no timer.
 */
final class LoadedModels {

	private final Map<MockModel, Instant> expiries = new ConcurrentHashMap<>();

	void use(MockModel model, Duration keepAlive) {
		if (keepAlive.isZero()) {
			unload(model);
		}
		else {
			this.expiries.put(model, Instant.now().plus(keepAlive));
		}
	}

	void unload(MockModel model) {
		this.expiries.remove(model);
	}

	Map<MockModel, Instant> current() {
		Instant now = Instant.now();
		this.expiries.values().removeIf((expiry) -> expiry.isBefore(now));
		return Map.copyOf(this.expiries);
	}

}
