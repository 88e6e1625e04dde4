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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ollamagenerate.test.internal.Refusal;
import io.github.ollamagenerate.test.internal.http.HttpAnswer;
import io.github.ollamagenerate.test.internal.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers the requests of one test from recordings or from a real server, and says what
 * was missing or not used.
 */
public final class RecordingSession {

	private static final int MAX_PROBLEMS = 100;

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	/** A status that no real server sends and no client tries again. */
	private static final int NOT_IMPLEMENTED = 501;

	private final RecordingFolder folder;

	private final RecordingScope scope;

	private final RecordingMode mode;

	private final @Nullable RecordingProxy proxy;

	private final Replay replay;

	/** How often each request was sent. */
	private final Map<String, Integer> counts = new HashMap<>();

	private final Map<String, StoredRecording> newest = new HashMap<>();

	private final Set<StoredRecording> used = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<String> problems = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final Set<CompletableFuture<Void>> pending = new LinkedHashSet<>();

	/**
	 * Create a session.
	 * @param folder the recordings
	 * @param scope what the session is for
	 * @param proxy the real server, needed unless the mode is to replay only
	 * @param mode where answers come from
	 * @param pauseFactor what the recorded pauses are multiplied with; zero does not wait
	 */
	public RecordingSession(RecordingFolder folder, RecordingScope scope, @Nullable RecordingProxy proxy,
			RecordingMode mode, double pauseFactor) {
		this.folder = folder;
		this.scope = scope;
		this.proxy = proxy;
		this.mode = mode;
		this.replay = new Replay(pauseFactor);
		if (proxy != null) {
			folder.checkWritable();
		}
	}

	/** Answer a request. A request that has no answer is a problem of the test. */
	public Mono<HttpAnswer> answer(ReceivedRequest request, Scheduler loop) {
		Redaction redaction = this.folder.matcher().redaction(request);
		try {
			return answer(request, CanonicalCall.of(request, redaction), redaction, loop);
		}
		catch (RuntimeException ex) {
			// the redactor is code of the user
			String problem = "Cannot redact " + request + " (" + ex.getClass().getSimpleName() + ")";
			addProblem(problem);
			return Mono.just(refusal(problem));
		}
	}

	private Mono<HttpAnswer> answer(ReceivedRequest request, RecordedCall call, Redaction redaction, Scheduler loop) {
		String key = this.folder.matcher().key(call);
		int number;
		synchronized (this) {
			int count = this.counts.merge(key, 1, Integer::sum);
			List<StoredRecording> answers = (this.mode != RecordingMode.RECORD)
					? this.folder.answers(this.scope.test(), key) : List.of();
			if (!answers.isEmpty() && (count <= answers.size() || call.isRead() || isRepeated())) {
				StoredRecording stored = answers.get(Math.min(count, answers.size()) - 1);
				this.used.add(stored);
				return Mono.just(this.replay.answer(stored.recording(), loop));
			}
			if (this.proxy == null) {
				return Mono.just(missing(request, call, answers.size()));
			}
			number = answers.isEmpty() ? count
					: Math.max(count, answers.get(answers.size() - 1).recording().answer() + 1);
		}
		return record(request, call, key, number, redaction, this.proxy);
	}

	private boolean isRepeated() {
		return this.scope.repeated() && this.mode == RecordingMode.REPLAY;
	}

	private Mono<HttpAnswer> record(ReceivedRequest request, RecordedCall call, String key, int number,
			Redaction redaction, RecordingProxy server) {
		CompletableFuture<Void> written = new CompletableFuture<>();
		synchronized (this) {
			this.pending.add(written);
		}
		return server.forward(request, (response) -> {
			try {
				RecordedResponse stored = response.withLines(redaction.lines(response.lines()));
				write(new Recording(this.scope.test(), call, number, stored), key);
			}
			catch (RecordingException ex) {
				addProblem("Cannot record " + request + ": " + ex.getMessage());
			}
			catch (RuntimeException ex) {
				addProblem("Cannot redact the answer to " + request + " (" + ex.getClass().getSimpleName()
						+ "). Nothing was written");
			}
			finally {
				end(written);
			}
		}).onErrorResume((ex) -> {
			end(written);
			String problem = "Cannot record " + request + ": " + server + " did not answer ("
					+ ex.getClass().getSimpleName() + "). Nothing was written. Start Ollama there, or "
					+ this.scope.serverSetting();
			addProblem(problem);
			return Mono.just(refusal(problem));
		});
	}

	private synchronized void end(CompletableFuture<Void> written) {
		this.pending.remove(written);
		written.complete(null);
	}

	private synchronized void write(Recording recording, String key) {
		StoredRecording before = this.newest.get(key);
		if (recording.call().isRead() && before != null && isSame(before.recording(), recording)) {
			return;
		}
		StoredRecording stored = this.folder.write(recording);
		this.newest.put(key, stored);
		this.used.add(stored);
	}

	private static boolean isSame(Recording one, Recording other) {
		return one.response().status() == other.response().status()
				&& Arrays.equals(one.response().body(), other.response().body());
	}

	private HttpAnswer missing(ReceivedRequest request, RecordedCall call, int answers) {
		MissingRecording missing = MissingRecording.of(request, call, answers, this.folder, this.scope);
		// a health check or a meter that polls is none of the test's requests
		add(call.isRead() ? this.notes : this.problems, missing.message());
		return refusal(missing.summary());
	}

	private static HttpAnswer refusal(String reason) {
		return HttpAnswer.refusal(new Refusal(NOT_IMPLEMENTED, "MockOllamaServer: " + reason));
	}

	private void addProblem(String problem) {
		add(this.problems, problem);
	}

	private synchronized void add(List<String> texts, String problem) {
		// a program that runs for days does not collect them
		if (texts.size() < MAX_PROBLEMS) {
			texts.add(problem);
		}
		this.scope.listener().accept(problem);
	}

	/** Why the test fails, a line or more each; empty if it does not. */
	public synchronized List<String> problems() {
		return List.copyOf(this.problems);
	}

	/** The problems, and what can be the reason if the test fails. */
	public synchronized List<String> report() {
		List<String> report = new ArrayList<>(this.problems);
		report.addAll(this.notes);
		return report;
	}

	/** Wait until each response that is being recorded is written. */
	public void awaitWritten() {
		CompletableFuture<?>[] open;
		synchronized (this) {
			open = this.pending.toArray(CompletableFuture[]::new);
		}
		try {
			CompletableFuture.allOf(open).get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException ex) {
			addProblem("A response did not end within " + MAX_WAIT.toSeconds()
					+ " s after the test, so it was not recorded. Limit it with num_predict");
		}
	}

	/**
	 * Return the recordings of the test that it did not use. If they were to be replaced,
	 * they are deleted.
	 * @return the files
	 */
	public synchronized List<String> unused() {
		List<StoredRecording> unused = this.folder.all()
			.stream()
			.filter((stored) -> Objects.equals(stored.recording().test(), this.scope.test()))
			.filter((stored) -> !this.used.contains(stored))
			.toList();
		if (this.mode == RecordingMode.RECORD) {
			unused.forEach(this.folder::delete);
			return List.of();
		}
		return unused.stream().map((stored) -> stored.file().toString()).toList();
	}

	@Override
	public String toString() {
		return this.mode + " " + this.folder;
	}

}
