package io.github.ollamagenerate.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

import io.github.ollamagenerate.GenerateResponseException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
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
		assertThatExceptionOfType(GenerateResponseException.class).isThrownBy(() -> GenerateTemplate.builder(webClient)
			.build()
			.prompt("p")
			.model("m")
			.mono()
			.content()
			.block(Duration.ofSeconds(10)));
		// was on its way when the body was cancelled
		reader.get().onNext((DataBuffer) late);
		assertThat(late.isAllocated()).isFalse();
	}

	private static DataBuffer buffer(NettyDataBufferFactory buffers, String text) {
		return buffers.allocateBuffer(16).write(text.getBytes(StandardCharsets.UTF_8));
	}

}
