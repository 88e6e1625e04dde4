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
import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses the models of the page: what they support, and how the missing one is pulled.
 */
@RequiresBrowser
@Timeout(60)
class PageModelsIT {

	private static final String MANIFEST = "{\"status\":\"pulling manifest\"}";

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PageModelsIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	private void openWithoutModel() {
		this.page.remove(SamplePage.MODEL);
		this.page.open(1280, "light");
	}

	private @Nullable String selected() {
		return this.browser.element("model").getDomProperty("value");
	}

	private static String half(String digest, long total) {
		return "{\"status\":\"pulling\",\"digest\":\"" + digest + "\",\"total\":" + total + ",\"completed\":"
				+ total / 2 + "}";
	}

	@Test
	void pullThatFailsHalfwayIsResumed() {
		openWithoutModel();
		assertThat(selected()).isNotEqualTo(SamplePage.MODEL);
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
		assertThat(selected()).isEqualTo(SamplePage.MODEL);
		assertThat(this.browser.text("model-facts")).contains("thinking");
	}

	@Test
	void progressHasSizeRateAndTimeLeft() {
		openWithoutModel();
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
		assertThat(this.browser.text("pull-figures")).matches("700 MB of 1.4 GB · [\\d.]+ [GM]B/s · [\\d.]+ s left");
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
		openWithoutModel();
		this.ollama.enqueue("/api/pull", MockAnswer.lines(MANIFEST).thenError("no space left on device"));
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-error", "no space left on device");
		this.ollama.enqueue("/api/pull", MockAnswer.json(500, "{\"error\":\"registry is down\"}"));
		this.browser.element("pull-start").click();
		this.page.awaitText("pull-error", "registry is down");
	}

	@Test
	void codeIsFilledInByAModelThatCan() {
		this.page.open(1280, "light");
		this.page.choose("code");
		assertThat(selected()).isEqualTo("qwen2.5-coder:1.5b");
		assertThat(this.browser.elements("#model option:disabled"))
			.extracting((option) -> option.getDomProperty("value"))
			.contains(SamplePage.MODEL, "gemma3:4b")
			.doesNotContain(SamplePage.ALL);
		this.ollama.enqueue(MockAnswer.tokens("    while b:\n", "        a, b = b, a % b\n"));
		this.page.submit();
		this.page.awaitText("answer", "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a");
		assertThat(this.ollama.takeRequest().field("suffix").stringValue()).isEqualTo("    return a\n");
		this.page.choose("stream");
		assertThat(selected()).isEqualTo(SamplePage.MODEL);
		assertThat(this.browser.element("prompt").getDomProperty("value")).isEqualTo("Why is the sky blue?");
	}

	@Test
	void whatTheModelCannotHandleIsDisabledAndSaysWhy() {
		this.page.open(1280, "light");
		assertThat(this.browser.text("model-facts")).isEqualTo("1.0 GB · thinking");
		assertThat(this.browser.element("think").isEnabled()).isTrue();
		assertThat(this.browser.element("image").isEnabled()).isFalse();
		assertThat(this.browser.text("image-reason"))
			.isEqualTo(SamplePage.MODEL + " does not support images. gemma3:4b does.");
		this.browser.element("think").sendKeys("on");
		this.page.select("gemma3:4b");
		assertThat(this.browser.element("image").isEnabled()).isTrue();
		assertThat(this.browser.element("think").isEnabled()).isFalse();
		assertThat(this.browser.text("think-reason")).isEqualTo("gemma3:4b does not support thinking.");
		this.page.type("Why?");
		assertThat(this.ollama.takeRequest().field("think").isMissingNode()).isTrue();
		List.of("qwen2.5-coder:1.5b", SamplePage.ALL).forEach(this.page::remove);
		this.page.open(1280, "light");
		assertThat(this.browser.elements("input[value=code]:disabled")).hasSize(1);
		assertThat(this.browser.text("code-reason")).contains("no installed model supports insert");
		// reading the list is one request, however much is typed
		assertThat(this.ollama.requestCount("/api/show")).isZero();
	}

	@Test
	void modelsAreReadAgainWhenTheServerIsBack() {
		this.page.open(1280, "light");
		this.ollama.enqueue("/api/version", MockAnswer.json(500, "{\"error\":\"starting\"}"));
		this.page.refresh();
		this.page.awaitText("health", "Down");
		this.page.remove(SamplePage.GONE);
		this.page.choose("code");
		this.page.refresh();
		this.page.awaitText("health", "Up");
		// the page may have looked by itself
		this.page.await()
			.untilAsserted(() -> assertThat(this.browser.elements("#model option"))
				.extracting((option) -> option.getDomProperty("value"))
				.contains(SamplePage.MODEL)
				.doesNotContain(SamplePage.GONE));
		assertThat(selected()).isEqualTo("qwen2.5-coder:1.5b");
	}

}
