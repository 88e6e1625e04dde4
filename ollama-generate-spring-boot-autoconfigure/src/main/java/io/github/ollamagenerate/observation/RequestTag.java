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

package io.github.ollamagenerate.observation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.micrometer.common.KeyValue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Tag whose value the application reads from the subscriber of a request. The convention
 * is asked again at the end, on a network thread that knows nothing of the subscriber:
 * the first value counts.
 */
final class RequestTag {

	private static final Log logger = LogFactory.getLog(RequestTag.class);

	private final String name;

	private final Function<ContextView, @Nullable String> value;

	private final AtomicBoolean warned = new AtomicBoolean();

	RequestTag(String name, Function<ContextView, @Nullable String> value) {
		this.name = name;
		this.value = value;
	}

	KeyValue of(GenerateObservationContext context) {
		return context.computeIfAbsent(this, (key) -> read(context.getSubscriberContext()));
	}

	private KeyValue read(ContextView subscriber) {
		String value = null;
		try {
			value = this.value.apply(subscriber);
		}
		catch (RuntimeException ex) {
			warn(ex);
		}
		if (value == null) {
			warn(null);
			return KeyValue.of(this.name, KeyValue.NONE_VALUE);
		}
		return KeyValue.of(this.name, value);
	}

	private void warn(@Nullable RuntimeException ex) {
		if (!this.warned.getAndSet(true)) {
			logger.warn("The tag '" + this.name + "' has no value on thread '" + Thread.currentThread().getName()
					+ "' and is 'none'. It is read when a request is subscribed to: set the thread local before, or, "
					+ "in WebFlux, write the value to the Reactor context with contextWrite. This is logged once.", ex);
		}
	}

}
