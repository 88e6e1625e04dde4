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

package io.github.ollamagenerate.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that must not be shown, with a value that is planted nowhere else. All values
 * start with the same word, which is found in its encoded forms, too. The rows of
 * {@link Faults} plant more values: their answers, and the errors that repeat the prompt
 * or the key.
 */
enum Secret {

	PROMPT("prompt, and an error text that repeats it", "canary-prompt"),

	SYSTEM("system text", "canary-system"),

	SUFFIX("suffix", "canary-suffix"),

	TEMPLATE("template", "canary-template"),

	IMAGE("image", "canary-image-bytes"),

	SCHEMA("description in a schema", "canary-schema"),

	STOP("stop text", "canary-stop"),

	OPTION("value of an option", "canary-option"),

	ANSWER("answer", "canary-answer"),

	THINKING("thinking", "canary-thinking"),

	TOKEN("token of a log probability", "canary-token"),

	KEY("API key, and an error text that repeats it", "canary-key"),

	HEADER("value of a header", "canary-header"),

	PASSWORD("password of the base URL", "canary-password"),

	SSL_PASSWORD("password of the SSL bundle", "canary-trust");

	// the word, its Base64 form at each of three offsets, and its hexadecimal form
	private static final Pattern FOUND = Pattern.compile("canary[\\w-]*|Y2FuYXJ5|NhbmFye|jYW5hcn|63616e617279",
			Pattern.CASE_INSENSITIVE);

	private final String place;

	private final String value;

	Secret(String place, String value) {
		this.place = place;
		this.value = value;
	}

	/** Where it is planted, for the documentation. */
	String place() {
		return this.place;
	}

	String value() {
		return this.value;
	}

	/** Whether it is a text to or from the model. */
	boolean isText() {
		return compareTo(TOKEN) <= 0 && this != IMAGE;
	}

	/** Return the secrets in a text. What no place has is a part of an answer. */
	static Set<Secret> in(String text) {
		Set<Secret> secrets = EnumSet.noneOf(Secret.class);
		for (Matcher matcher = FOUND.matcher(text); matcher.find();) {
			secrets.add(Arrays.stream(values())
				.filter((secret) -> matcher.group().startsWith(secret.value))
				.findFirst()
				.orElse(ANSWER));
		}
		return secrets;
	}

}
