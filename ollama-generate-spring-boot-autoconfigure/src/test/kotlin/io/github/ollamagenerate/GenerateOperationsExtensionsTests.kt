package io.github.ollamagenerate

import io.github.ollamagenerate.client.GenerateTemplate
import io.github.ollamagenerate.test.MockAnswer
import io.github.ollamagenerate.test.MockOllamaExtension
import io.github.ollamagenerate.test.MockOllamaServer
import java.time.Duration
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.web.reactive.function.client.WebClient
import tools.jackson.databind.json.JsonMapper
import tools.jackson.module.kotlin.kotlinModule

/**
 * Tests for the Kotlin extensions.
 */
@ExtendWith(MockOllamaExtension::class)
class GenerateOperationsExtensionsTests {

	private lateinit var server: MockOllamaServer

	private lateinit var ollama: GenerateOperations

	@BeforeEach
	fun start(server: MockOllamaServer) {
		this.server = server
		this.ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.jsonMapper(JsonMapper.builder().addModule(kotlinModule()).build())
			.defaultRequest { it.model("gemma3") }
			.build()
	}

	@Test
	fun awaitContentSuspendsForTheText() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("a", "b"))
		assertThat(ollama.prompt("p").mono().awaitContent()).isEqualTo("ab")
	}

	@Test
	fun awaitContentOfAnEmptyAnswerIsEmpty() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens())
		assertThat(ollama.prompt("p").mono().awaitContent()).isEmpty()
	}

	@Test
	fun awaitResponseSuspendsForTheAnswer() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("a").thinking("hm"))
		assertThat(ollama.prompt("p").mono().awaitResponse().thinking()).isEqualTo("hm")
	}

	@Test
	fun failureIsThrown() {
		server.enqueue(MockAnswer.json(404, "{\"error\":\"model 'gemma3' not found\"}"))
		assertThatExceptionOfType(ModelNotFoundException::class.java)
			.isThrownBy { runBlocking { ollama.prompt("p").mono().awaitContent() } }
	}

	@Test
	fun awaitEntityReadsADataClassWhoseNullablePropertiesAreNotRequired() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("""{"name":"Canada","population":41}"""))
		assertThat(ollama.prompt("p").mono().awaitEntity<Country>()).isEqualTo(Country("Canada", 41, null))
		assertThat(server.takeRequest().field("format")).hasToString(
			"""{"type":"object","properties":{"name":{"type":"string"},"population":{"type":"integer"},""" +
				""""motto":{"type":["string","null"]}},"required":["name","population"],"additionalProperties":false}""")
	}

	@Test
	fun responseEntityHasTheValueAndTheAnswer() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("""{"name":"Canada","population":41}"""))
		assertThat(ollama.prompt("p").mono().awaitResponseEntity<Country>().response().doneReason()).isEqualTo("stop")
		server.enqueue(MockAnswer.tokens("""[{"name":"Canada","population":41}]"""))
		val list: GeneratedEntity<List<Country>> = ollama.prompt("p").call().responseEntity()
		assertThat(list.entity()).containsExactly(Country("Canada", 41, null))
	}

	@Test
	fun missingPropertyIsAFailureUnlessItHasADefaultOrIsNullable() {
		server.enqueue(MockAnswer.tokens("""{"population":41}"""))
		assertThatExceptionOfType(StructuredOutputException::class.java)
			.isThrownBy { ollama.prompt("p").call().entity<Country>() }
			.withMessageContaining("'name' is missing")
		server.enqueue(MockAnswer.tokens("""{"label":"x"}"""))
		assertThat(ollama.prompt("p").call().entity<Defaulted>()).isEqualTo(Defaulted("x", 3))
		server.takeRequest()
		assertThat(server.takeRequest().field("format").path("required")).hasToString("""["label"]""")
	}

	@Test
	fun entityKeepsTypeParameters() {
		server.enqueue(MockAnswer.tokens("""[{"name":"Canada","population":41}]"""))
		assertThat(ollama.prompt("p").call().entity<List<Country>>()).containsExactly(Country("Canada", 41, null))
	}

	@Test
	fun contentFlowEmitsPiecesAndCancels() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("a", "b", "c").thenStall())
		assertThat(ollama.prompt("p").stream().contentFlow().take(2).toList()).containsExactly("a", "b")
		assertThat(server.takeRequest().awaitConnectionClosed(Duration.ofSeconds(1))).isTrue()
	}

	@Test
	fun responseFlowEmitsChunks() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("a"))
		assertThat(ollama.prompt("p").stream().responseFlow().toList().last().done()).isTrue()
	}

	@Test
	fun entityFlowEmitsElements() = runBlocking<Unit> {
		server.enqueue(MockAnswer.tokens("""[{"name":"a","population":1},""", """{"name":"b","population":2}]"""))
		assertThat(ollama.prompt("p").stream().entityFlow<Country>().toList())
			.containsExactly(Country("a", 1, null), Country("b", 2, null))
	}

	data class Defaulted(val label: String, val stars: Int = 3, val tags: List<String> = emptyList())

	data class Country(val name: String, val population: Int, val motto: String?)

}
