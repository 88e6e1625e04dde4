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

package io.github.ollamagenerate.benchmarks;

/**
 * A value that each run of a scenario has, in the order in which the client prints them.
 */
enum Column {

	CPU("CPU us"),

	BYTES("bytes"),

	FIRST("first ms"),

	P50("p50 ms"),

	P99("p99 ms"),

	RSS("RSS MB"),

	DELIVERED("delivered"),

	SECONDS("s"),

	HELD("held bytes");

	final String title;

	Column(String title) {
		this.title = title;
	}

	/**
	 * Return the value of the given run.
	 */
	double of(double[] run) {
		return run[ordinal()];
	}

}
