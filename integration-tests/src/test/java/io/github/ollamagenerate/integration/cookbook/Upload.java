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

package io.github.ollamagenerate.integration.cookbook;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Upload of a picture, as a form sends it.
 */
final class Upload {

	private Upload() {
	}

	static HttpRequest of(String path, int port, byte[] picture) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes("""
				--boundary\r
				Content-Disposition: form-data; name="picture"; filename="picture.png"\r
				Content-Type: image/png\r
				\r
				""".getBytes(StandardCharsets.UTF_8));
		body.writeBytes(picture);
		body.writeBytes("\r\n--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", "multipart/form-data; boundary=boundary")
			.timeout(Duration.ofSeconds(30))
			.POST(BodyPublishers.ofByteArray(body.toByteArray()))
			.build();
	}

}
