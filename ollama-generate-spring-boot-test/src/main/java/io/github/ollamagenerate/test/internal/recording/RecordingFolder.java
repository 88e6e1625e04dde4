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

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The recordings of a folder, one in each file whose name ends with {@code .json}. Files
 * are read once, and written completely or not at all. Tests that run in parallel share
 * it.
 */
public final class RecordingFolder {

	private static final String EXTENSION = ".json";

	private final Path folder;

	private final RequestMatcher matcher;

	private final Map<Key, NavigableMap<Integer, StoredRecording>> answers = new HashMap<>();

	private final Set<Path> files = new HashSet<>();

	private RecordingFolder(Path folder, RequestMatcher matcher) {
		this.folder = folder;
		this.matcher = matcher;
	}

	/**
	 * Read a folder.
	 * @param folder the folder; one that does not exist has no recordings
	 * @param matcher decides which requests are the same
	 * @throws RecordingException if a file is not a recording, or two of them are for the
	 * same request; the message names the file and the line
	 */
	public static RecordingFolder read(Path folder, RequestMatcher matcher) {
		RecordingFolder read = new RecordingFolder(folder, matcher);
		if (Files.exists(folder)) {
			for (Path file : list(folder)) {
				read.add(RecordingReader.readStored(file, text(file)));
			}
		}
		return read;
	}

	private static List<Path> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().endsWith(EXTENSION)).sorted().toList();
		}
		catch (IOException ex) {
			throw new RecordingException(folder, "is not a folder that can be read");
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (CharacterCodingException ex) {
			throw new RecordingException(file, 1, "is not UTF-8");
		}
		catch (IOException ex) {
			throw new RecordingException(file, "cannot be read");
		}
	}

	private void add(StoredRecording stored) {
		StoredRecording other = answers(stored.recording()).putIfAbsent(stored.recording().answer(), stored);
		if (other != null) {
			String ignored = this.matcher.toString();
			throw new RecordingException(stored.file(), stored.callLine(),
					"matches the same request as " + other.place()
							+ (ignored.isEmpty() ? "" : " (not compared: " + ignored + ")")
							+ ". Delete one, or number them with 'answer': 1, 2");
		}
		this.files.add(stored.file());
	}

	private NavigableMap<Integer, StoredRecording> answers(Recording recording) {
		return this.answers.computeIfAbsent(new Key(recording.test(), this.matcher.key(recording.call())),
				(key) -> new TreeMap<>());
	}

	RequestMatcher matcher() {
		return this.matcher;
	}

	/** The answers to a request in order: those for all tests, and those for one. */
	synchronized List<StoredRecording> answers(@Nullable String test, String key) {
		List<StoredRecording> found = new ArrayList<>();
		if (test != null) {
			found.addAll(answers(null, key));
		}
		Map<Integer, StoredRecording> own = this.answers.get(new Key(test, key));
		if (own != null) {
			found.addAll(own.values());
		}
		return found;
	}

	synchronized List<StoredRecording> all() {
		return this.answers.values()
			.stream()
			.map(Map::values)
			.flatMap(Collection::stream)
			.sorted(Comparator.comparing(StoredRecording::file))
			.toList();
	}

	/** The files with recordings of some tests. */
	public List<String> files(Predicate<String> tests) {
		return all().stream()
			.filter((stored) -> stored.recording().test() != null && tests.test(stored.recording().test()))
			.map((stored) -> stored.file().toString())
			.toList();
	}

	/**
	 * Fail now if a recording could not be written later.
	 * @throws RecordingException if the folder cannot be written
	 */
	public void checkWritable() {
		Path existing = this.folder.toAbsolutePath();
		while (existing.getParent() != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
			throw new RecordingException(this.folder, existing.equals(this.folder.toAbsolutePath())
					? "is not a folder that can be written" : "cannot be created in " + existing);
		}
	}

	/**
	 * Write a recording. It replaces the one of the same test, request, and answer.
	 * @throws RecordingException if the file cannot be written; nothing is left of it
	 */
	synchronized StoredRecording write(Recording recording) {
		NavigableMap<Integer, StoredRecording> numbered = answers(recording);
		StoredRecording replaced = numbered.get(recording.answer());
		Path file = (replaced != null) ? replaced.file() : newFile(recording);
		StoredRecording stored = new StoredRecording(file, RecordingWriter.callLine(recording), recording);
		write(file, RecordingWriter.write(recording));
		numbered.put(recording.answer(), stored);
		this.files.add(file);
		return stored;
	}

	private Path newFile(Recording recording) {
		String name = fileName((recording.test() != null) ? recording.test() : recording.call().path());
		int number = 1;
		Path file = this.folder.resolve(name + "-" + number + EXTENSION);
		while (this.files.contains(file) || Files.exists(file)) {
			file = this.folder.resolve(name + "-" + ++number + EXTENSION);
		}
		return file;
	}

	private static String fileName(String text) {
		String name = text.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^-|-$", "");
		return name.substring(0, Math.min(name.length(), 100));
	}

	private void write(Path file, String text) {
		Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
		try {
			Files.createDirectories(this.folder);
			Files.writeString(temporary, text);
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			deleteQuietly(temporary);
			throw new RecordingException(file, "cannot be written (" + ex.getClass().getSimpleName() + ")");
		}
	}

	synchronized void delete(StoredRecording stored) {
		answers(stored.recording()).remove(stored.recording().answer(), stored);
		this.files.remove(stored.file());
		deleteQuietly(stored.file());
	}

	private static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// it is reported as unused next time
		}
	}

	@Override
	public String toString() {
		return this.folder.toString();
	}

	/** What selects the answers. */
	private record Key(@Nullable String test, String call) {
	}

}
