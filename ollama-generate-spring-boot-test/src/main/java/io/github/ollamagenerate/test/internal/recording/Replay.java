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

package io.github.ollamagenerate.test.internal.recording;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.ollamagenerate.test.internal.http.Delivery;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ResponseHead;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Turns a recording into an answer.
 */
final class Replay {

	/** What the connection to the client decides. */
	private static final Set<String> CONNECTION = Set.of("connection", "transfer-encoding");

	private final double pauseFactor;

	/**
	 * Create a replay.
	 * @param pauseFactor what the recorded pauses are multiplied with; zero does not wait
	 */
	Replay(double pauseFactor) {
		this.pauseFactor = pauseFactor;
	}

	HttpAnswer answer(Recording recording, Scheduler loop) {
		RecordedResponse response = recording.response();
		boolean empty = response.isWithoutBody(recording.call().method());
		List<Map.Entry<String, String>> headers = response.headers()
			.stream()
			.filter((header) -> isReplayed(header.getKey().toLowerCase(Locale.ROOT), empty))
			.toList();
		ResponseHead head = new ResponseHead(response.status(), null, headers);
		if (empty) {
			return HttpAnswer.stream(List.of()).head(head).delay(scaled(response.delay()));
		}
		return (response.isChunked() || response.cut()) ? chunked(response, head, loop) : single(response, head);
	}

	/** The length of a body is known better than from a file that can be edited. */
	private static boolean isReplayed(String header, boolean empty) {
		return !CONNECTION.contains(header) && (empty || !header.equals("content-length"));
	}

	private HttpAnswer chunked(RecordedResponse response, ResponseHead head, Scheduler loop) {
		boolean paused = response.lines().stream().anyMatch((line) -> !scaled(line.pause()).isZero());
		HttpAnswer answer = paused ? HttpAnswer.live(head, paced(response, loop))
				: HttpAnswer.stream(response.lines().stream().map(RecordedLine::bytes).toList())
					.head(head)
					.ending(response.cut() ? Delivery.Ending.CUT : Delivery.Ending.COMPLETE);
		return answer.delay(scaled(response.delay()));
	}

	/** A document with a length is sent when its end had arrived. */
	private HttpAnswer single(RecordedResponse response, ResponseHead head) {
		Duration end = response.lines().stream().map(RecordedLine::pause).reduce(response.delay(), Duration::plus);
		return HttpAnswer.single(head, response.body()).delay(scaled(end));
	}

	private Flux<byte[]> paced(RecordedResponse response, Scheduler loop) {
		Flux<byte[]> lines = Flux.fromIterable(response.lines()).concatMap((line) -> {
			Duration pause = scaled(line.pause());
			return pause.isZero() ? Mono.just(line.bytes()) : Mono.delay(pause, loop).thenReturn(line.bytes());
		}, 1);
		return response.cut() ? lines.concatWith(Mono.error(() -> new IllegalStateException("cut"))) : lines;
	}

	private Duration scaled(Duration pause) {
		return Duration.ofNanos((long) (pause.toNanos() * this.pauseFactor));
	}

}
