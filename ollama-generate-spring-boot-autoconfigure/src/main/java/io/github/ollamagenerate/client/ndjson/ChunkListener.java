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

package io.github.ollamagenerate.client.ndjson;

/**
 * Told what a stream of chunks waits for.
 */
public interface ChunkListener {

	/**
	 * Note that the server is waited for.
	 */
	void waiting();

	/**
	 * Note that nothing is waited for, since something came or nobody asks for more.
	 */
	void notWaiting();

	/**
	 * Note that nothing is waited for, since a part of the answer came.
	 */
	void progress();

	/**
	 * Note that a chunk of the answer came.
	 */
	void chunk();

	/**
	 * Note that the answer has ended, so that the end of the response is not waited for
	 * long.
	 */
	void ended();

}
