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

package io.github.ollamagenerate.test.internal.endpoint;

import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;

/**
 * Answers the requests of one path and method. Runs on an event loop and must not block.
 */
@FunctionalInterface
interface Endpoint {

	/**
	 * Answer a request.
	 * @param request the request
	 * @return the answer
	 * @throws Refusal if the request is one that the server does not accept
	 */
	HttpAnswer answer(ReceivedRequest request);

}
