package io.github.ollamagenerate.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses the page as people do.
 */
@RequiresBrowser
@Timeout(120)
class PageIT {

	private static final String GONE = "gone:1b";

	private static MockOllamaServer ollama;

	private static ConfigurableApplicationContext sample;

	private static Browser browser;

	@BeforeAll
	static void start() {
		ollama = MockOllamaServer.builder().models("qwen3:1.7b", "gemma3:4b", GONE).start();
		sample = SpringApplication.run(SampleApplication.class, "--server.port=0", "--ollama.base-url=" + ollama.url());
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		sample.close();
		ollama.close();
	}

	@AfterEach
	void reset() {
		ollama.reset();
	}

	private static void open(int width, String scheme) {
		browser.errors();
		browser.open("http://127.0.0.1:" + sample.getEnvironment().getProperty("local.server.port"), width, scheme);
		await().until(() -> browser.element("model").findElements(By.tagName("option")).size() >= 2);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
	}

	private static void awaitText(String id, String text) {
		await().untilAsserted(() -> assertThat(browser.text(id)).contains(text));
	}

	private static void type(String prompt) {
		browser.element("prompt").clear();
		browser.element("prompt").sendKeys(prompt, Keys.chord(Keys.CONTROL, Keys.ENTER));
	}

	@Test
	void answerGrowsAndIsMeasured() {
		ollama.enqueue(MockAnswer.tokens("one", " <b>two</b>", "\n", "  three", " four")
			.thinking("Hm", ".")
			.pause(Duration.ofMillis(100)));
		open(1280, "light");
		browser.run("""
				window.lengths = [];
				const answer = document.getElementById("answer");
				new MutationObserver(() => window.lengths.push(answer.textContent.length))
					.observe(answer, { childList: true });""");
		type("Count");
		awaitText("facts", "Tokens/s");
		assertThat(browser.run("return document.getElementById('answer').textContent"))
			.isEqualTo("one <b>two</b>\n  three four");
		assertThat((List<?>) browser.run("return window.lengths")).hasSizeGreaterThan(2).doesNotHaveDuplicates();
		assertThat(browser.text("facts")).contains("Tokens", "First chunk");
		browser.element("thinking").findElement(By.tagName("summary")).click();
		assertThat(browser.text("thinking-text")).isEqualTo("Hm.");
		assertThat(ollama.takeRequest().prompt()).isEqualTo("Count");
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	void mockServerIsNamed() {
		try (ConfigurableApplicationContext alone = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--ollama.base-url=http://127.0.0.1:1")) {
			browser.open("http://127.0.0.1:" + alone.getEnvironment().getProperty("local.server.port"), 360, "light");
			awaitText("mock", "this text is canned");
			type("Why?");
			awaitText("answer", "canned");
			assertThat(browser.barriers()).isEmpty();
		}
	}

	@Test
	void fieldsAreSent() {
		open(1280, "light");
		browser.element("form").findElement(By.tagName("summary")).click();
		browser.element("model").sendKeys("gemma3:4b");
		browser.element("think").sendKeys("off");
		browser.element("system").sendKeys("Be brief.");
		browser.element("temperature").sendKeys("0.5");
		browser.element("num_predict").sendKeys("7");
		browser.element("schema").sendKeys("{\"type\": \"object\"}");
		browser.element("image").sendKeys(Path.of("src/main/resources/static/style.css").toAbsolutePath().toString());
		ollama.enqueue(MockAnswer.tokens("{}"));
		type("What is this?");
		assertThat(ollama.takeRequest()).satisfies((request) -> {
			assertThat(request).hasModel("gemma3:4b").hasPrompt("What is this?").hasOption("num_predict", 7);
			assertThat(request.system()).isEqualTo("Be brief.");
			assertThat(request.field("think").booleanValue()).isFalse();
			assertThat(request.field("format").get("type").stringValue()).isEqualTo("object");
			assertThat(request.images()).hasSize(1);
			assertThat(request.option("seed").isMissingNode()).isTrue();
		});
	}

	@Test
	void stopClosesTheConnectionWhileTheModelIsSilent() {
		ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		open(1280, "light");
		type("Why?");
		awaitText("answer", "Hello");
		awaitText("in-flight", "1");
		browser.element("stop").click();
		assertThat(ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		awaitText("end", "Stopped.");
		awaitText("in-flight", "0");
		assertThat(browser.text("answer")).isEqualTo("Hello");
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	void escapeClosesTheConnectionBeforeTheFirstPiece() {
		ollama.enqueue(MockAnswer.stall());
		open(1280, "light");
		type("Why?");
		assertThat(ollama.takeRequest()).satisfies((request) -> {
			browser.element("prompt").sendKeys(Keys.ESCAPE);
			assertThat(request.awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
		});
		awaitText("end", "Stopped.");
		assertThat(browser.element("send").isDisplayed()).isTrue();
	}

	@Test
	void leavingThePageClosesTheConnection() {
		ollama.enqueue(MockAnswer.tokens("Hello").thenStall());
		open(1280, "light");
		type("Why?");
		awaitText("answer", "Hello");
		browser.run("location.href = 'about:blank'");
		assertThat(ollama.takeRequest().awaitConnectionClosed(Duration.ofSeconds(5))).isTrue();
	}

	@Test
	void errorIsToldWithItsNextStep() {
		open(1280, "light");
		RestClient.create(ollama.url())
			.method(HttpMethod.DELETE)
			.uri("/api/delete")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"model\":\"" + GONE + "\"}")
			.retrieve()
			.toBodilessEntity();
		browser.element("model").sendKeys(GONE);
		type("Why?");
		awaitText("error", "ollama pull " + GONE);
		assertThat(browser.errors()).singleElement().asString().contains("/generate", "404");
	}

	@Test
	void errorAfterThePieceIsToldBesideIt() {
		ollama.enqueue(MockAnswer.tokens("Hello").thenError("<b>out of memory</b>"));
		open(1280, "light");
		type("Why?");
		awaitText("error", "<b>out of memory</b>");
		assertThat(browser.text("answer")).isEqualTo("Hello");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "360, dark", "1280, light", "1280, dark" })
	void pageIsForEveryone(int width, String scheme) throws IOException {
		// enqueued answers need no model
		sample.getBean(GenerateOperations.class).load("qwen3:1.7b");
		open(width, scheme);
		ollama.enqueue(SkyAnswer.create());
		browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
		awaitText("facts", "Tokens/s");
		awaitText("health", "Up");
		assertThat(browser.text("version")).matches("\\d.*");
		await().until(() -> !browser.text("speed").equals("–"));
		awaitText("loaded", "qwen3:1.7b");
		assertThat(browser.element("chart").findElements(By.tagName("rect"))).isNotEmpty();
		assertAccessible("before", width, scheme);
		browser.run("document.querySelectorAll('details').forEach((details) => details.open = true)");
		assertAccessible("open", width, scheme);
		browser.run("document.getElementById('schema').value = '{'");
		browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
		awaitText("error", "The JSON schema is no JSON");
		assertAccessible("error", width, scheme);
		assertThat(browser.errors()).isEmpty();
	}

	/**
	 * The picture of the README; {@code -Dollama.test.properties.write=true} takes it
	 * anew.
	 */
	@Test
	void pictureOfTheReadmeIsSmall() throws IOException {
		sample.getBean(GenerateOperations.class).load("qwen3:1.7b");
		open(1280, "light");
		for (int pause : new int[] { 12, 14, 11, 13, 12 }) {
			browser.run("const now = Date.now; Date.now = () => now() + 30000");
			ollama.enqueue(SkyAnswer.create().pause(Duration.ofMillis(pause)));
			int bars = browser.element("chart").findElements(By.tagName("rect")).size();
			browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
			await().until(() -> browser.element("chart").findElements(By.tagName("rect")).size() > bars);
		}
		awaitText("loaded", "qwen3:1.7b");
		awaitText("in-flight", "0");
		boolean write = Boolean.getBoolean("ollama.test.properties.write");
		Path path = (write ? Path.of("../docs/images") : Path.of("target", "screenshots")).resolve("sample.png");
		browser.takeScreenshot(path);
		assertThat(path.toFile().length()).isLessThan(200_000);
	}

	private static void assertAccessible(String state, int width, String scheme) throws IOException {
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).as("horizontal scrolling")
			.isEqualTo(0L);
		assertThat(browser.barriers()).isEmpty();
		browser.takeScreenshot(Path.of("target", "screenshots", width + "-" + scheme + "-" + state + ".png"));
	}

}
