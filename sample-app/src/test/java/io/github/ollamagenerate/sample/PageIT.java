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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses the page as people do.
 */
@RequiresBrowser
@Timeout(120)
class PageIT {

	private static final String PICTURE = Path.of("../docs/images/sample.png").toAbsolutePath().normalize().toString();

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PageIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	@Test
	void answerGrowsAndIsMeasured() {
		this.ollama.enqueue(MockAnswer.tokens("one", " two", "\n\n", "three", " four")
			.thinking("Hm", ".")
			.pause(Duration.ofMillis(100)));
		this.page.open(1280, "light");
		this.browser.run("""
				window.lengths = new Set();
				window.contexts = new Set();
				const answer = document.getElementById("answer");
				new MutationObserver(() => window.lengths.add(answer.textContent.length))
					.observe(answer, { childList: true, subtree: true });
				new MutationObserver(() => window.contexts.add(document.getElementById("fact-context")?.innerText))
					.observe(document.getElementById("facts"), { childList: true, subtree: true });""");
		this.page.fill("num_ctx", "100");
		this.page.type("Count");
		this.page.awaitText("facts", "Total");
		assertThat(this.browser.run("return document.getElementById('answer').innerText"))
			.isEqualTo("one two\n\nthree four");
		assertThat((List<?>) this.browser.run("return [...window.lengths]")).hasSizeGreaterThan(2);
		assertThat((List<?>) this.browser.run("return [...window.contexts]"))
			.anyMatch((text) -> String.valueOf(text).matches("\\d\\+ of 100"));
		assertThat(this.browser.text("fact-thinking")).endsWith("2 pieces");
		assertThat(this.browser.text("fact-answer")).endsWith("5 pieces");
		assertThat(this.browser.text("fact-context")).matches("\\d+ of 100");
		assertThat(this.browser.text("facts")).contains("First chunk", "Tokens/s", "Prompt tokens", "Load");
		this.browser.element("thinking").findElement(By.tagName("summary")).click();
		assertThat(this.browser.text("thinking-text")).isEqualTo("Hm.");
		assertThat(this.ollama.takeRequest().prompt()).isEqualTo("Count");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void contextSizeIsThatOfTheLoadedModel() {
		this.page.load();
		this.page.open(1280, "light");
		this.page.submit();
		this.page.awaitText("facts", "Total");
		this.page.awaitText("facts", "of 4,096");
	}

	@Test
	void longAnswerIsFewNodes() {
		String[] tokens = IntStream.range(0, 5000).mapToObj((index) -> "word" + index + " ").toArray(String[]::new);
		this.ollama.enqueue(MockAnswer.tokens(tokens).thinking(tokens));
		this.page.open(1280, "light");
		this.page.type("Count");
		this.page.awaitText("facts", "Total");
		assertThat(this.browser.run("return document.getElementById('thinking-text').childNodes.length")).isEqualTo(1L);
		assertThat(this.browser.run("return document.getElementById('answer').querySelectorAll('*').length"))
			.isEqualTo(2L);
		assertThat(this.browser.run("return document.getElementById('answer').textContent.trim().split(/\\s+/).length"))
			.isEqualTo(5000L);
	}

	@Test
	void fieldsAreSent() {
		this.page.open(1280, "light");
		this.browser.element("form").findElement(By.tagName("summary")).click();
		this.page.select(SamplePage.ALL);
		this.browser.element("think").sendKeys("off");
		this.browser.element("system").sendKeys("Be brief.");
		this.browser.element("temperature").sendKeys("0.5");
		this.browser.element("seed").sendKeys("9007199254740993");
		this.browser.element("num_predict").sendKeys("7");
		this.browser.element("schema").sendKeys("{\"type\": \"object\"}");
		this.browser.element("image").sendKeys(PICTURE);
		this.ollama.enqueue(MockAnswer.tokens("{}"));
		this.page.type("What is this?");
		assertThat(this.ollama.takeRequest()).satisfies((request) -> {
			assertThat(request).hasModel(SamplePage.ALL).hasPrompt("What is this?").hasOption("num_predict", 7);
			assertThat(request.option("seed").longValue()).isEqualTo(9007199254740993L);
			assertThat(request.system()).isEqualTo("Be brief.");
			assertThat(request.field("think").booleanValue()).isFalse();
			assertThat(request.field("format").get("type").stringValue()).isEqualTo("object");
			assertThat(request.images()).hasSize(1);
			assertThat(request.option("top_p").isMissingNode()).isTrue();
		});
	}

	@Test
	void imageCanBeRemovedAndMustBeOne() {
		this.page.open(360, "light");
		this.page.select(SamplePage.ALL);
		this.browser.element("image").sendKeys(PICTURE);
		this.page.await().until(() -> this.browser.element("preview").isDisplayed());
		this.browser.element("remove-image").click();
		assertThat(this.browser.element("preview").isDisplayed()).isFalse();
		this.browser.element("image").sendKeys(Path.of("pom.xml").toAbsolutePath().toString());
		this.page.awaitText("image-error", "pom.xml is not an image");
		this.page.type("What is this?");
		assertThat(this.ollama.takeRequest().images()).isEmpty();
	}

	@Test
	void blockingAnswerIsShown() {
		this.page.open(1280, "light");
		this.page.choose("block");
		this.ollama.enqueue(MockAnswer.tokens("Light ", "**scatters**."));
		this.page.submit();
		this.page.awaitText("answer", "Light scatters.");
		assertThat(this.browser.text("facts")).contains("Total").doesNotContain("First chunk");
	}

	@Test
	void valuesAreRows() {
		this.page.open(1280, "light");
		this.page.choose("values");
		this.ollama.enqueue(MockAnswer.tokens("[{\"name\":\"Bel", "gium\",\"capital\":\"Brussels\",\"population\":12,",
				"\"languages\":[\"Dutch\",\"French\"]},",
				"{\"name\":\"<i>\",\"capital\":\"\",\"population\":1,\"languages\":[]}]"));
		this.page.submit();
		this.page.awaitText("answer", "Belgium Brussels 12 Dutch, French");
		this.page.awaitText("answer", "<i>");
		assertThat(this.ollama.takeRequest()).hasPrompt("List the countries of Benelux.");
	}

	@Test
	void codeIsFilledInByAModelThatCan() {
		this.page.open(1280, "light");
		this.page.choose("code");
		assertThat(this.browser.element("model").getDomProperty("value")).isEqualTo("qwen2.5-coder:1.5b");
		assertThat(this.browser.elements("#model option:disabled"))
			.extracting((option) -> option.getDomProperty("value"))
			.contains(SamplePage.MODEL, "gemma3:4b")
			.doesNotContain(SamplePage.ALL);
		this.ollama.enqueue(MockAnswer.tokens("    while b:\n", "        a, b = b, a % b\n"));
		this.page.submit();
		this.page.awaitText("answer", "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a");
		assertThat(this.ollama.takeRequest().field("suffix").stringValue()).isEqualTo("    return a\n");
		this.page.choose("stream");
		assertThat(this.browser.element("model").getDomProperty("value")).isEqualTo(SamplePage.MODEL);
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
	void stopClosesTheConnectionWhileTheModelIsSilent() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		this.page.open(1280, "light");
		this.page.type("Why?");
		this.page.awaitText("answer", "Hello");
		this.page.refresh();
		assertThat(this.browser.text("in-flight")).isEqualTo("1");
		this.browser.element("stop").click();
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		this.page.awaitText("end", "Stopped.");
		this.page.awaitText("in-flight", "0");
		assertThat(this.browser.text("answer")).isEqualTo("Hello");
		assertThat(focused()).isEqualTo("send");
		assertThat(this.browser.errors()).isEmpty();
	}

	@Test
	void escapeClosesTheConnectionBeforeTheFirstPiece() {
		this.ollama.enqueue(MockAnswer.stall());
		this.page.open(1280, "light");
		this.browser.element("send").sendKeys(Keys.ENTER);
		RecordedRequest request = this.ollama.takeRequest();
		assertThat(focused()).isEqualTo("stop");
		this.browser.element("stop").sendKeys(Keys.ESCAPE);
		assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		this.page.awaitText("end", "Stopped.");
		assertThat(this.browser.element("send").isDisplayed()).isTrue();
		assertThat(focused()).isEqualTo("send");
	}

	private Object focused() {
		return this.browser.run("return document.activeElement.id");
	}

	@Test
	void leavingThePageClosesTheConnection() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		this.page.open(1280, "light");
		this.page.type("Why?");
		this.page.awaitText("answer", "Hello");
		this.browser.run("location.href = 'about:blank'");
		assertThat(this.ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
	}

	@Test
	void errorIsToldWithItsNextStep() {
		this.page.open(1280, "light");
		this.page.remove(SamplePage.GONE);
		this.page.select(SamplePage.GONE);
		this.page.type("Why?");
		this.page.awaitText("error", "ollama pull " + SamplePage.GONE);
		assertThat(this.browser.errors()).singleElement().asString().contains("/generate", "404");
	}

	@Test
	void errorAfterThePieceIsToldBesideIt() {
		this.ollama.enqueue(MockAnswer.tokens("Hello").thenError("<b>out of memory</b>"));
		this.page.open(1280, "light");
		this.page.type("Why?");
		this.page.awaitText("error", "<b>out of memory</b>");
		assertThat(this.browser.text("answer")).isEqualTo("Hello");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			prompt      | `  `  | {"prompt":"  "}
			temperature | hot   | {"prompt":"x","options":{"temperature":"hot"}}
			seed        | 1.5   | {"prompt":"x","options":{"seed":1.5}}
			schema      | {"a"  | {"prompt":"x","format":"{"}
			""")
	void badInputGetsTheProblemDetailsOfTheApi(String field, String value, String body) {
		this.page.open(1280, "light");
		this.page.fill(field, value);
		this.page.submit();
		this.page.awaitText("error",
				HttpCalls.json(this.page.http().postJson("/generate", body).body()).get("detail").stringValue());
		assertThat(this.ollama.requestCount()).isZero();
	}

	@Test
	void promptsAreKeptInThisTab() {
		this.page.open(1280, "light");
		this.page.fill("system", "Be brief.");
		this.page.type("First");
		this.page.awaitText("facts", "Total");
		this.page.open(1280, "light");
		assertThat(this.browser.run("return localStorage.length")).isEqualTo(0L);
		List<WebElement> prompts = this.browser.elements("#prompts button");
		assertThat(prompts.get(0).getText()).isEqualTo("First\n" + SamplePage.MODEL);
		prompts.get(0).click();
		assertThat(this.browser.element("prompt").getDomProperty("value")).isEqualTo("First");
		assertThat(this.browser.element("system").getDomProperty("value")).isEqualTo("Be brief.");
		this.browser.element("clear-history").click();
		assertThat(this.browser.elements("#prompts button")).isEmpty();
		assertThat(this.browser.run("return sessionStorage.getItem('prompts')")).isEqualTo("[]");
	}

	@Test
	void modelsAreReadAgainWhenTheServerIsBack() {
		this.page.open(1280, "light");
		this.ollama.enqueue("/api/version", MockAnswer.json(500, "{\"error\":\"starting\"}"));
		this.page.refresh();
		this.page.awaitText("health", "Down");
		this.page.remove(SamplePage.GONE);
		this.page.refresh();
		this.page.awaitText("health", "Up");
		assertThat(this.browser.elements("#model option")).extracting((option) -> option.getDomProperty("value"))
			.contains(SamplePage.MODEL)
			.doesNotContain(SamplePage.GONE);
	}

}
