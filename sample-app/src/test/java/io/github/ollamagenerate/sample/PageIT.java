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
		this.page.awaitNothingInFlight();
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
	void blockingCallGoesOnAfterTheStop() {
		this.ollama.enqueue(MockAnswer.tokens("Late").delay(Duration.ofMillis(500)));
		this.page.open(1280, "light");
		this.page.choose("block");
		this.page.submit();
		this.ollama.takeRequest();
		this.browser.element("prompt").sendKeys(Keys.ESCAPE);
		this.page.awaitText("end", "Stopped waiting.");
		assertThat(this.browser.text("in-flight")).isEqualTo("1");
		this.page.awaitNothingInFlight();
		assertThat(this.browser.text("answer")).isEmpty();
	}

	@Test
	void applicationThatDoesNotAnswerIsNamed() {
		this.page.open(1280, "light");
		this.browser.setOffline(true);
		try {
			this.page.submit();
			this.page.awaitText("error", "The sample application does not answer.");
			this.page.refresh();
			this.page.awaitText("health", "The application does not answer");
		}
		finally {
			this.browser.setOffline(false);
		}
		assertThat(this.ollama.requestCount()).isZero();
	}

	@Test
	void sizesAndTimesAreReadable() {
		this.page.open(1280, "light");
		assertThat((List<?>) this.browser
			.run("""
					return import("./units.js").then(({ bytes, duration }) => [...[999, 1500, 99_960_000, 412e6, 1.4e9].map(bytes),
						...[12, 1500, 61_000, 3_660_000].map(duration)])"""))
			.asString()
			.isEqualTo("[999 B, 1.5 kB, 100.0 MB, 412 MB, 1.4 GB, 12 ms, 1.5 s, 1 min, 1 h 1 min]");
	}

}
