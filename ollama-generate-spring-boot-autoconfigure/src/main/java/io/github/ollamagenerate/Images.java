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

package io.github.ollamagenerate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * Turns images into the plain base64 text that the server takes.
 */
final class Images {

	private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n][\\r\\n\\t ]*");

	private Images() {
	}

	static String encode(byte[] image) {
		Assert.notNull(image, "'image' must not be null");
		Assert.isTrue(image.length > 0, "The image is empty");
		return Base64.getEncoder().encodeToString(image);
	}

	static String encode(Resource image) {
		Assert.notNull(image, "'image' must not be null");
		try {
			return encode(image.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The image " + image.getDescription() + " cannot be read", ex);
		}
	}

	static String checkBase64(String image) {
		Assert.notNull(image, "'image' must not be null");
		// MIME and many tools break the text into lines, which the server does not accept
		String base64 = LINE_BREAK.matcher(stripDataPrefix(image)).replaceAll("");
		Assert.isTrue(!base64.isEmpty(), "The image is empty");
		try {
			// the server takes no text without padding
			Assert.isTrue(base64.length() % 4 == 0, "The length is wrong");
			Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			// the decoder's message would quote the image
			throw new IllegalArgumentException(
					"The image is not valid base64; pass bytes, a Resource, or a Path instead");
		}
		return base64;
	}

	private static String stripDataPrefix(String image) {
		if (!image.startsWith("data:")) {
			return image;
		}
		int comma = image.indexOf(',');
		Assert.isTrue(comma > 0 && image.substring(0, comma).endsWith(";base64"),
				"The image is a data: URL that is not base64; pass bytes, a Resource, or a Path instead");
		return image.substring(comma + 1);
	}

}
