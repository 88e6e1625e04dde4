package io.github.ollamagenerate.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks names up as the JVM does, but not on the event loop, as Netty's own default does:
 * a slow name server would hold every stream of that loop.
 */
final class JvmAddressResolverGroup extends AddressResolverGroup<InetSocketAddress> {

	static final JvmAddressResolverGroup INSTANCE = new JvmAddressResolverGroup();

	private JvmAddressResolverGroup() {
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new NameResolver(executor).asAddressResolver();
	}

	private static final class NameResolver extends DefaultNameResolver {

		NameResolver(EventExecutor executor) {
			super(executor);
		}

		@Override
		protected void doResolve(String inetHost, Promise<InetAddress> promise) {
			elsewhere(() -> super.doResolve(inetHost, promise), promise);
		}

		@Override
		protected void doResolveAll(String inetHost, Promise<List<InetAddress>> promise) {
			elsewhere(() -> super.doResolveAll(inetHost, promise), promise);
		}

		private static void elsewhere(Lookup lookup, Promise<?> promise) {
			Mono.fromCallable(() -> {
				lookup.run();
				return promise;
			}).subscribeOn(Schedulers.boundedElastic()).subscribe(null, promise::tryFailure);
		}

	}

	@FunctionalInterface
	private interface Lookup {

		void run() throws Exception;

	}

}
