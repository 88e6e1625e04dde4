package io.github.ollamagenerate.cookbook

import io.github.ollamagenerate.GenerateResponseException
import io.github.ollamagenerate.client.GenerateTemplate
import io.github.ollamagenerate.observation.DefaultGenerateObservationConvention
import io.github.ollamagenerate.test.MockAnswer
import io.github.ollamagenerate.test.MockOllamaExtension
import io.github.ollamagenerate.test.MockOllamaServer
import io.micrometer.observation.tck.TestObservationRegistry
import io.micrometer.observation.tck.TestObservationRegistryAssert
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.test.web.reactive.server.WebTestClient
import org.springframework.web.reactive.function.client.WebClient
import java.time.Duration

/**
 * Tests the recipes of the cookbook in Kotlin.
 */
@ExtendWith(MockOllamaExtension::class)
class RecipesTests {

	private val observations = TestObservationRegistry.create()

	private lateinit var ollama: GenerateTemplate

	@BeforeEach
	fun start(server: MockOllamaServer) {
		ollama = GenerateTemplate.builder(WebClient.builder())
			.baseUrl(server.url())
			.defaultRequest { it.model("gemma3") }
			.observationRegistry(observations)
			.observationConvention(DefaultGenerateObservationConvention().withTag("tenant") { it.getOrDefault("tenant", null) })
			.build()
	}

	@Test
	fun linesEndWithTheEndOrAFailure(server: MockOllamaServer) {
		server.enqueue(MockAnswer.tokens("Light", " scatters")).enqueue(MockAnswer.tokens("Light").thenCut())
		val client = WebTestClient.bindToController(LineController(ollama)).build()
		val lines = List(2) {
			client.post().uri("/lines").bodyValue("p").exchange()
				.expectBody(String::class.java).returnResult().responseBody.toString().lines()
		}
		assertThat(lines[0]).containsExactly(
			"""{"type":"text","text":"Light"}""",
			"""{"type":"text","text":" scatters"}""", """{"type":"end","text":""}""", ""
		)
		assertThat(lines[1]).containsExactly(
			"""{"type":"text","text":"Light"}""",
			"""{"type":"failure","text":""}""", ""
		)
	}

	@Test
	fun cancelledJobStopsTheGeneration(server: MockOllamaServer) = runBlocking<Unit>(Dispatchers.Default) {
		server.enqueue(MockAnswer.tokens("Light").thenStall())
		val started = CompletableDeferred<String>()
		val job = ollama.start(this, "p") { started.complete(it) }
		assertThat(withTimeout(10_000) { started.await() }).isEqualTo("Light")
		job.cancelAndJoin()
		assertThat(server.takeRequest().awaitConnectionClosed(Duration.ofSeconds(10))).isTrue()
	}

	@Test
	fun batchKeepsTheOrderAndCollectsFailures(server: MockOllamaServer) = runBlocking<Unit> {
		server.enqueue({ assertThat(it).hasPrompt("a") }, MockAnswer.tokens("A"))
			.enqueue({ assertThat(it).hasPrompt("b") }, MockAnswer.json(500, """{"error":"broken"}"""))
			.enqueue({ assertThat(it).hasPrompt("c") }, MockAnswer.tokens("C"))
		val results = ollama.answers(listOf("a", "b", "c"), 2)
		assertThat(results.map { it.getOrNull() }).containsExactly("A", null, "C")
		assertThat(results[1].exceptionOrNull()).isInstanceOf(GenerateResponseException::class.java)
	}

	@Test
	fun tenantIsATag() = runBlocking<Unit> {
		assertThat(ollama.answerFor("blue", "p")).isNotEmpty()
		TestObservationRegistryAssert.assertThat(observations)
			.hasObservationWithNameEqualTo("ollama.client.generate.operation")
			.that()
			.hasLowCardinalityKeyValue("tenant", "blue")
	}

}
