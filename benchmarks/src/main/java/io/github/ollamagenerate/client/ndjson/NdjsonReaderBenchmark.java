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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * What a line of an answer costs to read, from the bytes of the network to the response.
 * In the package of the reader, which is not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NdjsonReaderBenchmark {

	private static final int LINES = 1000;

	private static final int MAX_LINE = 8 * 1024 * 1024;

	private static final int BUFFER = 8192;

	private final LineParsers parsers = new LineParsers(MAX_LINE);

	/** What each line carries. */
	@Param({ "response", "thinking", "logprobs" })
	public String kind = "response";

	private List<byte[]> stream = List.of();

	private List<byte[]> context = List.of();

	@Setup
	public void setUp() {
		this.stream = buffers(line().repeat(LINES));
		this.context = buffers(
				"{\"model\":\"gemma3\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"context\":["
						+ "12345,".repeat(170_000) + "1]}\n");
	}

	private String line() {
		String head = "{\"model\":\"gemma3\",\"created_at\":\"2026-01-01T12:00:00.123456789Z\",";
		return switch (this.kind) {
			case "thinking" -> head + "\"response\":\"\",\"thinking\":\" because\",\"done\":false}\n";
			case "logprobs" -> head + "\"response\":\" sky\",\"done\":false,\"logprobs\":[{\"token\":\" sky\","
					+ "\"logprob\":-0.12,\"bytes\":[32,115,107,121],\"top_logprobs\":[{\"token\":\" sky\",\"logprob\":-0.12,"
					+ "\"bytes\":[32,115,107,121]},{\"token\":\" sea\",\"logprob\":-2.5,\"bytes\":[32,115,101,97]}]}]}\n";
			default -> head + "\"response\":\" because\",\"done\":false}\n";
		};
	}

	private static List<byte[]> buffers(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		List<byte[]> buffers = new ArrayList<>();
		for (int start = 0; start < bytes.length; start += BUFFER) {
			buffers.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + BUFFER)));
		}
		return buffers;
	}

	@Benchmark
	@OperationsPerInvocation(LINES)
	public void line(Blackhole hole) {
		read(this.stream, hole);
	}

	@Benchmark
	public void contextOfOneMegabyte(Blackhole hole) {
		read(this.context, hole);
	}

	private void read(List<byte[]> buffers, Blackhole hole) {
		NdjsonReader reader = new NdjsonReader(this.parsers, new ExpectedAnswer("gemma3", true, false), hole::consume);
		for (byte[] buffer : buffers) {
			reader.read(DefaultDataBufferFactory.sharedInstance.wrap(buffer));
		}
	}

}
