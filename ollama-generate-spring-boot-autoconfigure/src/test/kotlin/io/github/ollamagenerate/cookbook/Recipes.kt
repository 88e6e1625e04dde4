package io.github.ollamagenerate.cookbook

import io.github.ollamagenerate.GenerateException
import io.github.ollamagenerate.GenerateOperations
import io.github.ollamagenerate.awaitContent
import io.github.ollamagenerate.contentFlow
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.launch
import kotlinx.coroutines.reactor.asCoroutineContext
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withContext
import org.springframework.http.MediaType
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RestController
import reactor.util.context.Context

// tag::lines[]
@RestController
class LineController(private val ollama: GenerateOperations) {

	@PostMapping("/lines", produces = [MediaType.APPLICATION_NDJSON_VALUE])
	fun lines(@RequestBody prompt: String): Flow<Piece> =
		ollama.prompt(prompt).stream().contentFlow()
			.map { Piece("text", it) }
			.onCompletion { failure -> if (failure == null) emit(Piece("end", "")) }
			.catch { failure -> if (failure is GenerateException) emit(Piece("failure", "")) else throw failure }

	data class Piece(val type: String, val text: String)

}
// end::lines[]

// tag::stop[]
fun GenerateOperations.start(scope: CoroutineScope, prompt: String, show: (String) -> Unit): Job =
	scope.launch {
		prompt(prompt).stream().contentFlow().collect { show(it) }
	}
// end::stop[]

// tag::batch[]
suspend fun GenerateOperations.answers(prompts: List<String>, concurrency: Int): List<Result<String>> =
	coroutineScope {
		val permits = Semaphore(concurrency)
		prompts.map { async { permits.withPermit { answer(it) } } }.awaitAll()
	}

private suspend fun GenerateOperations.answer(prompt: String): Result<String> =
	try {
		Result.success(prompt(prompt).mono().awaitContent())
	} catch (ex: GenerateException) {
		Result.failure(ex)
	}
// end::batch[]

// tag::tenant[]
suspend fun GenerateOperations.answerFor(tenant: String, prompt: String): String =
	withContext(Context.of("tenant", tenant).asCoroutineContext()) {
		prompt(prompt).mono().awaitContent()
	}
// end::tenant[]
