package io.github.ollamagenerate

import io.github.ollamagenerate.GenerateOperations.CallSpec
import io.github.ollamagenerate.GenerateOperations.MonoSpec
import io.github.ollamagenerate.GenerateOperations.StreamSpec
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.reactive.asFlow
import kotlinx.coroutines.reactor.awaitSingle
import org.springframework.core.ParameterizedTypeReference

/**
 * Coroutines variant of [MonoSpec.content]: suspends until the answer is complete.
 */
suspend fun MonoSpec.awaitContent(): String = content().awaitSingle()

/**
 * Coroutines variant of [MonoSpec.response]: suspends until the answer is complete.
 */
suspend fun MonoSpec.awaitResponse(): GenerateResponse = response().awaitSingle()

/**
 * Coroutines variant of [MonoSpec.entity]: suspends until the answer is complete, and reads it
 * as a value of a reified type, including its type parameters.
 */
suspend inline fun <reified T : Any> MonoSpec.awaitEntity(): T =
	entity(object : ParameterizedTypeReference<T>() {}).awaitSingle()

/**
 * Coroutines variant of [MonoSpec.responseEntity]: suspends until the answer is complete, and
 * reads it as a value of a reified type, including its type parameters.
 */
suspend inline fun <reified T : Any> MonoSpec.awaitResponseEntity(): GeneratedEntity<T> =
	responseEntity(object : ParameterizedTypeReference<T>() {}).awaitSingle()

/**
 * Variant of [CallSpec.entity] for a reified type, including its type parameters.
 */
inline fun <reified T : Any> CallSpec.entity(): T = entity(object : ParameterizedTypeReference<T>() {})

/**
 * Variant of [CallSpec.responseEntity] for a reified type, including its type parameters.
 */
inline fun <reified T : Any> CallSpec.responseEntity(): GeneratedEntity<T> =
	responseEntity(object : ParameterizedTypeReference<T>() {})

/**
 * Coroutines variant of [StreamSpec.content]: each collection sends the request.
 */
fun StreamSpec.contentFlow(): Flow<String> = content().asFlow()

/**
 * Coroutines variant of [StreamSpec.responses]: each collection sends the request.
 */
fun StreamSpec.responseFlow(): Flow<GenerateResponse> = responses().asFlow()

/**
 * Coroutines variant of [StreamSpec.entities] for a reified type: each collection sends the
 * request.
 */
inline fun <reified T : Any> StreamSpec.entityFlow(): Flow<T> = entities(T::class.java).asFlow()
