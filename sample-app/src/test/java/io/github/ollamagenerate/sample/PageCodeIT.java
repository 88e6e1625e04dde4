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

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the code that the page shows for a request: Ollama gets the same request from the
 * page, from Java, and from {@code curl}.
 */
@RequiresBrowser
@Timeout(60)
class PageCodeIT {

	private static final String DIFFICULT = "  He said \"hi\" & it's $HOME, \\u0041 `date` %s !\n\n\t\"\"\"\" \u00fc \ud83d\ude00 \n end \\";

	private static final Pattern IMPORT = Pattern.compile("^import .*;\n", Pattern.MULTILINE);

	@TempDir
	private Path folder;

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PageCodeIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "block", "values", "code" })
	void javaAndCurlSendWhatThePageSends(String use) throws Exception {
		this.page.open(1280, "light");
		this.page.choose(use);
		this.page.fill("prompt", DIFFICULT);
		if (use.equals("code")) {
			this.page.fill("suffix", "\n" + DIFFICULT + "\n");
		}
		else {
			this.page.fill("system", "Be \"brief\".");
			this.browser.element("think").sendKeys("off");
		}
		if (use.equals("stream")) {
			this.page.fill("schema", "{\"type\":\"object\",\"properties\":{\"it's\":{\"pattern\":\"\\\\d\"}}}");
		}
		this.page.fill("temperature", "0.5");
		this.page.fill("seed", "9007199254740993");
		this.page.fill("num_ctx", "8192");
		this.page.submit();
		JsonNode sent = received();
		run(shown("show-java"));
		assertThat(received()).isEqualTo(sent);
		String curl = shown("show-curl");
		assertThat(CurlCommand.parse(curl, this.folder).send((port) -> port).statusCode()).isEqualTo(200);
		assertThat(received()).isEqualTo(sent);
		assertThat(HttpCalls.json(shell(curl))).isEqualTo(HttpCalls.json(body(curl)));
	}

	@Test
	void imageIsReadFromItsFile() throws Exception {
		Path image = Files.copy(Path.of("../docs/images/sample.png"), this.folder.resolve("it's 1.png"));
		this.page.open(1280, "light");
		this.page.select(SamplePage.ALL);
		this.browser.element("image").sendKeys(image.toString());
		this.page.submit();
		JsonNode sent = received();
		run(shown("show-java").replace("\"it's 1.png\"", "\"" + image + "\""));
		assertThat(received()).isEqualTo(sent);
		assertThat(withoutStream(HttpCalls.json(shell(shown("show-curl"))))).isEqualTo(sent);
	}

	@Test
	void codeFollowsTheForm() {
		this.page.open(1280, "light");
		assertThat(shown("show-java")).contains("Why is the sky blue?")
			.contains(".model(\"" + SamplePage.MODEL + "\")");
		assertThat(this.browser.element("show-java").getDomAttribute("aria-expanded")).isEqualTo("true");
		this.page.fill("prompt", "Another?");
		this.page.select("gemma3:4b");
		assertThat(this.browser.text("code-text")).contains("Another?").contains(".model(\"gemma3:4b\")");
		this.browser.element("show-java").click();
		assertThat(this.browser.element("code").isDisplayed()).isFalse();
	}

	private JsonNode received() {
		return withoutStream(this.ollama.takeRequest().json());
	}

	private static JsonNode withoutStream(JsonNode request) {
		((ObjectNode) request).remove("stream");
		return request;
	}

	private String shown(String button) {
		this.browser.element(button).click();
		return this.browser.run("return document.getElementById('code-text').textContent").toString();
	}

	private static String body(String curl) {
		return curl.substring(curl.indexOf('{'), curl.lastIndexOf('}') + 1);
	}

	// what the shell makes of the command, where there may be no curl
	private String shell(String command) throws IOException {
		String curl = "curl() { for body; do :; done; if [ \"$body\" = @- ]; then cat; else printf %s \"$body\"; fi; }\n";
		Process process = new ProcessBuilder("sh", "-c", curl + command).directory(this.folder.toFile()).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private void run(String code) throws Exception {
		String imports = String.join("", IMPORT.matcher(code).results().map((found) -> found.group()).toList());
		String source = imports + "public class Shown implements java.util.function.Consumer<"
				+ GenerateOperations.class.getName() + "> { public void accept(" + GenerateOperations.class.getName()
				+ " ollama) { " + IMPORT.matcher(code).replaceAll("") + consume(code) + " } }";
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();
		List<String> options = List.of("-d", this.folder.toString(), "-proc:none", "-cp",
				System.getProperty("java.class.path"));
		boolean compiled = compiler.getTask(output, null, null, options, null, List.of(source(source))).call();
		assertThat(compiled).as(output + source).isTrue();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader())) {
			Consumer<GenerateOperations> shown = newInstance(loader);
			shown.accept(this.page.operations());
		}
	}

	// a flux is a description until somebody subscribes
	private static String consume(String code) {
		return code.contains("Flux<String>") ? "pieces.blockLast();"
				: code.contains("Flux<Country>") ? "countries.blockLast();" : "";
	}

	@SuppressWarnings("unchecked")
	private static Consumer<GenerateOperations> newInstance(ClassLoader loader) throws ReflectiveOperationException {
		return (Consumer<GenerateOperations>) loader.loadClass("Shown").getDeclaredConstructor().newInstance();
	}

	private static JavaFileObject source(String text) {
		return new SimpleJavaFileObject(URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return text;
			}

		};
	}

}
