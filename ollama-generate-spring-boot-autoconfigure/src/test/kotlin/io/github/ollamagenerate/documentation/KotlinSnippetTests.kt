package io.github.ollamagenerate.documentation

import io.github.ollamagenerate.GenerateOperations
import io.github.ollamagenerate.awaitContent
import io.github.ollamagenerate.awaitEntity
import io.github.ollamagenerate.client.GenerateTemplate
import io.github.ollamagenerate.contentFlow
import io.github.ollamagenerate.test.MockOllamaExtension
import io.github.ollamagenerate.test.MockOllamaServer
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.web.reactive.function.client.WebClient
import tools.jackson.databind.json.JsonMapper
import tools.jackson.module.kotlin.kotlinModule

/**
 * Tests that the Kotlin snippets of the documentation compile and run. [DataBlocks] checks that
 * their lines are here.
 */
@ExtendWith(MockOllamaExtension::class)
class KotlinSnippetTests {

	@Test
	fun snippetsRun(server: MockOllamaServer) = runBlocking<Unit> {
		val ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.jsonMapper(JsonMapper.builder().addModule(kotlinModule()).build())
			.defaultRequest { it.model("gemma3") }
			.build()
		val text: String = ollama.prompt("Why is the sky blue?").mono().awaitContent()
		val canada: Country = ollama.prompt("Tell me about Canada.").mono().awaitEntity()
		val pieces: Flow<String> = ollama.prompt("Why is the sky blue?").stream().contentFlow()
		assertThat(text).isNotEmpty()
		assertThat(FirstCalls.send(ollama)).allSatisfy { assertThat(it).isEqualTo(text) }
		assertThat(canada).isNotNull()
		assertThat(pieces.toList()).isNotEmpty()
	}

	object FirstCalls {

		suspend fun send(ollama: GenerateOperations): List<String> {
			val text: String = ollama.prompt("Why is the sky blue?").call().content()
			val later: String = ollama.prompt("Why is the sky blue?").mono().awaitContent()  // suspends
			val pieces: Flow<String> = ollama.prompt("Why is the sky blue?").stream().contentFlow()
			return listOf(text, later, pieces.toList().joinToString(""))
		}

	}

	data class Country(val name: String, val population: Int)

}
