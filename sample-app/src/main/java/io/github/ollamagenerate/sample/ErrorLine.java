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

package io.github.ollamagenerate.sample;

import io.github.ollamagenerate.GenerateException;
import reactor.core.publisher.Flux;

/**
 * The last line of a stream that failed. Its status is sent already, so the line has to
 * say it; a failure before the first line is left to {@link GenerateExceptionHandler}.
 */
final class ErrorLine {

	private ErrorLine() {
	}

	static Flux<Object> last(Flux<?> lines) {
		return lines.cast(Object.class)
			.switchOnFirst((first, all) -> first.hasError() ? all
					: all.onErrorResume(GenerateException.class, (ex) -> Flux.just(Answer.failed(ex))));
	}

}
