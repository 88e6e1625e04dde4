package io.github.ollamagenerate.autoconfigure;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Connector that is for Ollama alone, so that global settings of other clients do not
 * reach it. Its SSL bundle may change while requests run: connections made from then on
 * use the new one.
 * <p>
 * The client is created for the first request, unless there is an SSL bundle that may
 * turn out to be wrong: Netty alone takes longer to start than the rest of the starter.
 */
final class OllamaClientHttpConnector implements ClientHttpConnector, Disposable {

	private final Supplier<ConnectionProvider> connectionProvider;

	private final OllamaProperties properties;

	private @Nullable ConnectionProvider connections;

	private volatile @Nullable ClientHttpConnector current;

	OllamaClientHttpConnector(Supplier<ConnectionProvider> connectionProvider, OllamaProperties properties,
			@Nullable SslBundle sslBundle) {
		this.connectionProvider = connectionProvider;
		this.properties = properties;
		if (sslBundle != null) {
			setSslBundle(sslBundle);
		}
	}

	private synchronized ClientHttpConnector current() {
		ClientHttpConnector current = (this.current != null) ? this.current : create(null);
		this.current = current;
		return current;
	}

	private ClientHttpConnector create(@Nullable SslBundle sslBundle) {
		ConnectionProvider connections = (this.connections != null) ? this.connections : this.connectionProvider.get();
		this.connections = connections;
		return ClientHttpConnectorBuilder.reactor()
			.withHttpClientFactory(() -> HttpClient.create(connections))
			.withHttpClientCustomizer(this::customize)
			.build(HttpClientSettings.defaults()
				.withConnectTimeout(this.properties.getConnectTimeout())
				// a redirect would take the key to another host
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withSslBundle(sslBundle));
	}

	private HttpClient customize(HttpClient original) {
		// a proxy that compresses would also hold tokens back
		HttpClient client = original.compress(false)
			.doOnChannelInit((observer, channel, address) -> ContentEncodingHandler.addTo(channel));
		if (!this.properties.isSystemProxy()) {
			return client.resolver(new JvmAddressResolverGroup(null));
		}
		HttpClient proxied = client.proxyWithSystemProperties();
		Supplier<ProxyProvider> proxy = proxied.configuration().proxyProviderSupplier();
		return proxied.resolver(new JvmAddressResolverGroup((proxy != null) ? proxy.get() : null));
	}

	/**
	 * Use another SSL bundle for new connections.
	 */
	synchronized void setSslBundle(SslBundle sslBundle) {
		this.current = create(sslBundle);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		ClientHttpConnector current = this.current;
		return ((current != null) ? current : current()).connect(method, uri, requestCallback);
	}

	@Override
	public synchronized void dispose() {
		if (this.connections != null) {
			this.connections.dispose();
		}
	}

}
