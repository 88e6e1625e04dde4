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

package io.github.ollamagenerate.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Adds up the progress of one pull: the server reports each part of a model on its own.
 */
final class PullParts {

	private final String model;

	private final Map<String, PullProgress> parts = new ConcurrentHashMap<>();

	private volatile @Nullable String status;

	PullParts(String model) {
		this.model = model;
	}

	void update(PullProgress progress) {
		this.status = progress.status();
		if (progress.digest() != null) {
			this.parts.put(progress.digest(), progress);
		}
	}

	ModelPull snapshot() {
		return new ModelPull(this.model, this.status, sum(PullProgress::total), sum(PullProgress::completed));
	}

	private long sum(Function<PullProgress, @Nullable Long> bytes) {
		long sum = 0;
		for (PullProgress part : this.parts.values()) {
			Long value = bytes.apply(part);
			sum += (value != null) ? value : 0;
		}
		return sum;
	}

}
