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

package io.github.ollamagenerate.client.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.transport.ProxyProvider;

/**
 * Looks names up as the JVM does, but not on the event loop, as Netty's own default does:
 * a slow name server would hold every stream of that loop. Names that a proxy is asked
 * for are left to it.
 */
final class JvmAddressResolverGroup extends AddressResolverGroup<InetSocketAddress> {

	private final @Nullable ProxyProvider proxy;

	JvmAddressResolverGroup(@Nullable ProxyProvider proxy) {
		this.proxy = proxy;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new InetSocketAddressResolver(executor, new NameResolver(executor)) {

			@Override
			protected boolean doIsResolved(InetSocketAddress address) {
				return isProxied(address) || super.doIsResolved(address);
			}

		};
	}

	private boolean isProxied(InetSocketAddress address) {
		return this.proxy != null && this.proxy.shouldProxy(address);
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
