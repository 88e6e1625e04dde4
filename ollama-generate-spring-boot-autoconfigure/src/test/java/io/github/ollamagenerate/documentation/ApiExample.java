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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Public type with a member of each kind, for {@link ApiTests}.
 *
 * @param <T> the type of the value
 */
@SuppressWarnings({ "serial", "unused" })
public final class ApiExample<T extends Comparable<T>> extends AtomicReference<@Nullable T> implements Runnable {

	public static final int COUNT = 1;

	private int hidden;

	public ApiExample(T value, String @Nullable [] names) throws IOException {
		super(value);
	}

	@Deprecated
	public @Nullable T value() {
		return get();
	}

	public <A> Map<String, ? extends @Nullable A> map(List<? super A> list) {
		return Map.of();
	}

	@Override
	public void run() {
	}

	void hidden() {
	}

}
