package io.github.ollamagenerate.test.autoconfigure

import io.github.ollamagenerate.client.GenerateTemplate
import io.github.ollamagenerate.test.MockOllamaExtension
import io.github.ollamagenerate.test.MockOllamaServer
import io.github.ollamagenerate.test.OllamaRecordings
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.web.reactive.function.client.WebClient

/**
 * A test in Kotlin that [OllamaRecordingsTests] records and replays.
 */
@ExtendWith(MockOllamaExtension::class)
@OllamaRecordings(ignoredFields = ["keep_alive"])
class KotlinRecordingsCase {

	@Test
	fun `tells the weather in Praha`(server: MockOllamaServer) {
		val ollama = GenerateTemplate.builder(WebClient.builder()).baseUrl(server.url()).build()
		assertThat(ollama.prompt("Weather in Praha?").model("gemma3").call().content()).isNotBlank()
	}

}
