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

package io.github.ollamagenerate.client;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ollamagenerate.GenerateResponseException;
import io.github.ollamagenerate.test.MockOllamaExtension;
import io.github.ollamagenerate.test.MockOllamaServer;
import io.github.ollamagenerate.test.RecordedRequest;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.netty.buffer.PooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GenerateExchange}.
 */
class GenerateExchangeTests {

	@Test
	void packetThatMeetsTheTimeLimitOfAnErrorBodyIsReleased() {
		NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
		PooledDataBuffer late = (PooledDataBuffer) buffer(buffers, "late");
		AtomicReference<CoreSubscriber<? super DataBuffer>> reader = new AtomicReference<>();
		Flux<DataBuffer> body = new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
				if (reader.compareAndSet(null, actual)) {
					actual.onSubscribe(Operators.emptySubscription());
				}
				else {
					Operators.complete(actual);
				}
			}

		};
		WebClient.Builder webClient = WebClient.builder()
			.exchangeFunction(
					(request) -> Mono.just(ClientResponse.create(HttpStatus.INTERNAL_SERVER_ERROR).body(body).build()));
		StepVerifier
			.withVirtualTime(() -> GenerateTemplate.builder(webClient).build().prompt("p").model("m").mono().content())
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(1_999))
			.thenAwait(Duration.ofMillis(1))
			.expectError(GenerateResponseException.class)
			.verify(Duration.ofSeconds(10));
		// was on its way when the body was cancelled
		reader.get().onNext((DataBuffer) late);
		assertThat(late.isAllocated()).isFalse();
	}

	@Test
	void bodyIsNotHeldWhileTheAnswerStreams() {
		AtomicReference<WeakReference<byte[]>> sent = new AtomicReference<>();
		DataBuffer token = buffer(new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT),
				"{\"response\":\"a\",\"done\":false}\n");
		WebClient.Builder webClient = WebClient.builder().exchangeFunction((request) -> {
			MockClientHttpRequest message = new MockClientHttpRequest(request.method(), request.url());
			message.setWriteHandler((body) -> Flux.from(body)
				.doOnNext((buffer) -> sent
					.set(new WeakReference<>(((DefaultDataBuffer) buffer).getNativeBuffer().array())))
				.then());
			return request.writeTo(message, ExchangeStrategies.withDefaults())
				.thenReturn(
						ClientResponse.create(HttpStatus.OK).body(Flux.just(token).concatWith(Flux.never())).build());
		});
		Flux<String> answer = GenerateTemplate.builder(webClient).build().prompt("p").model("m").stream().content();
		StepVerifier.create(answer).expectNext("a").then(() -> Awaitility.await().untilAsserted(() -> {
			System.gc();
			assertThat(sent.get().refersTo(null)).isTrue();
		})).thenCancel().verify(Duration.ofSeconds(30));
	}

	@Test
	@ExtendWith(MockOllamaExtension.class)
	void requestIsJsonOfAKnownLength(MockOllamaServer server) {
		// does not look for the length itself, unlike that of Reactor Netty
		GenerateTemplate.builder(WebClient.builder())
			.clientConnector(new JdkClientHttpConnector())
			.baseUrl(server.url())
			.build()
			.load("gemma3");
		RecordedRequest request = server.takeRequest();
		assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/generate");
		assertThat(request.header("Accept")).isEqualTo("application/x-ndjson, application/json");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.body().length()));
	}

	@Test
	void observationOfWebClientHasThePathOfTheServer() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		WebClient.Builder webClient = WebClient.builder()
			.observationRegistry(observations)
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.OK)
				.body("{\"response\":\"a\",\"done\":true,\"done_reason\":\"stop\"}")
				.build()));
		GenerateTemplate.builder(webClient)
			.baseUrl("http://gateway/ollama%20a/")
			.build()
			.prompt("p")
			.model("m")
			.call()
			.content();
		TestObservationRegistryAssert.assertThat(observations)
			.hasSingleObservationThat()
			.hasNameEqualTo("http.client.requests")
			.hasLowCardinalityKeyValue("uri", "/ollama%20a/api/generate")
			.hasHighCardinalityKeyValue("http.url", "http://gateway/ollama%20a/api/generate");
	}

	@Test
	void errorPageWithoutEndIsReadOnlyAtItsBeginning() {
		NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
		AtomicInteger packets = new AtomicInteger();
		Flux<DataBuffer> page = Flux.<DataBuffer>generate((sink) -> {
			packets.incrementAndGet();
			sink.next(buffer(buffers, "x".repeat(1024)));
		});
		// can be read once, as with a connection
		AtomicBoolean read = new AtomicBoolean();
		Flux<DataBuffer> body = Flux.defer(() -> read.getAndSet(true) ? Flux.empty() : page);
		WebClient.Builder webClient = WebClient.builder()
			.exchangeFunction(
					(request) -> Mono.just(ClientResponse.create(HttpStatus.INTERNAL_SERVER_ERROR).body(body).build()));
		assertThatExceptionOfType(GenerateResponseException.class)
			.isThrownBy(() -> GenerateTemplate.builder(webClient)
				.build()
				.prompt("p")
				.model("m")
				.mono()
				.content()
				.block(Duration.ofSeconds(10)))
			.withMessageContaining("status 500");
		assertThat(packets).hasValue(64);
	}

	private static DataBuffer buffer(NettyDataBufferFactory buffers, String text) {
		return buffers.allocateBuffer(64).write(text.getBytes(StandardCharsets.UTF_8));
	}

}
