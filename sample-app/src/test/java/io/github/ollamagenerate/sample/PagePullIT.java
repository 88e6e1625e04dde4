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

package io.github.ollamagenerate.sample;

import java.time.Duration;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pulls the configured model, which is missing, from the page.
 */
@RequiresBrowser
@Timeout(60)
class PagePullIT {

	private static final String MANIFEST = "{\"status\":\"pulling manifest\"}";

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PagePullIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	@BeforeEach
	void openWithoutModel() {
		this.page.remove(SamplePage.MODEL);
		this.page.open(1280, "light");
	}

	private static String half(String digest, long total) {
		return "{\"status\":\"pulling\",\"digest\":\"" + digest + "\",\"total\":" + total + ",\"completed\":"
				+ total / 2 + "}";
	}

	@Test
	void pullThatFailsHalfwayIsResumed() {
		assertThat(this.browser.element("model").getDomProperty("value")).isNotEqualTo(SamplePage.MODEL);
		assertThat(this.browser.text("pull-text")).isEqualTo("qwen3:1.7b is not installed.");
		assertThat(this.browser.text("pull-start")).isEqualTo("Pull qwen3:1.7b");
		this.ollama.enqueue("/api/pull",
				MockAnswer.lines(MANIFEST, half("a", 1_000_000_000L), half("b", 400_000_000L)).thenCut());
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-error", "broke while it answered /api/pull");
		assertThat(this.browser.text("pull-start")).isEqualTo("Resume qwen3:1.7b");
		assertThat(this.browser.element("pull-bar").isDisplayed()).isFalse();
		// the page goes on with another model
		this.page.submit();
		this.page.awaitText("facts", "Total");
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-end", "qwen3:1.7b is installed.");
		assertThat(this.browser.element("pull").isDisplayed()).isFalse();
		assertThat(this.browser.element("model").getDomProperty("value")).isEqualTo(SamplePage.MODEL);
		assertThat(this.browser.text("model-facts")).contains("thinking");
	}

	@Test
	void progressHasSizeRateAndTimeLeft() {
		this.ollama.enqueue("/api/pull",
				MockAnswer
					.lines(MANIFEST, "{\"status\":\"pulling\",\"digest\":\"a\",\"total\":1400000000}",
							"{\"status\":\"pulling\",\"digest\":\"a\",\"total\":1400000000,\"completed\":100000000}",
							"{\"status\":\"pulling\",\"digest\":\"a\",\"total\":1400000000,\"completed\":700000000}")
					.pause(Duration.ofMillis(100))
					.thenStall());
		this.browser.element("pull-start").click();
		RecordedRequest request = this.ollama.takeRequest("/api/pull");
		this.page.awaitText("pull-figures", "700 MB of 1.4 GB");
		assertThat(this.browser.text("pull-figures"))
			.matches("700 MB of 1.4 GB · [\\d.]+ [GM]B/s · [\\d.]+ (ms|s) left");
		assertThat(this.browser.element("pull-bar").getDomProperty("value")).isEqualTo("0.5");
		assertThat(this.browser.run("return document.activeElement.id")).isEqualTo("pull-cancel");
		this.browser.element("pull-cancel").click();
		assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		this.page.awaitText("pull-start", "Resume qwen3:1.7b");
		assertThat(this.browser.text("pull-text")).contains("continues from there");
		assertThat(this.browser.element("pull-error").isDisplayed()).isFalse();
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void errorOfTheServerIsTold() {
		this.ollama.enqueue("/api/pull", MockAnswer.lines(MANIFEST).thenError("no space left on device"));
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-error", "no space left on device");
		this.ollama.enqueue("/api/pull", MockAnswer.json(500, "{\"error\":\"registry is down\"}"));
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-error", "registry is down");
	}

}
