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

package io.github.ollamagenerate.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;

import io.netty.buffer.PooledByteBufAllocator;
import reactor.core.scheduler.Schedulers;

/**
 * What the process holds while no call is on its way.
 *
 * @param heapBytes the heap after garbage collections
 * @param threads the number of threads
 * @param sockets the number of open sockets, 0 where the system does not tell
 * @param directBytes the memory of direct buffers
 * @param timers the number of tasks that wait for their time
 */
record Resources(long heapBytes, int threads, long sockets, long directBytes, int timers) {

	private static final long HEAP_TOLERANCE = 16 * 1024 * 1024;

	// a chunk for each arena of Netty
	private static final long DIRECT_TOLERANCE = 16 * 1024 * 1024;

	private static final int THREAD_TOLERANCE = 2;

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private static final Queue<ScheduledThreadPoolExecutor> EXECUTORS = new ConcurrentLinkedQueue<>();

	/**
	 * Watch the timers of Reactor. Must be called before they are used.
	 */
	static void watchTimers() {
		Schedulers.addExecutorServiceDecorator("soak", (scheduler, executor) -> {
			if (executor instanceof ScheduledThreadPoolExecutor timers) {
				EXECUTORS.add(timers);
			}
			return executor;
		});
	}

	static Resources now() {
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		long direct = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
		for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
			direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
		}
		return new Resources(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
				ManagementFactory.getThreadMXBean().getThreadCount(), openSockets(), direct, pendingTimers());
	}

	static int pendingTimers() {
		return EXECUTORS.stream()
			.filter((executor) -> !executor.isShutdown())
			.mapToInt((executor) -> executor.getQueue().size())
			.sum();
	}

	static long openSockets() {
		if (!Files.isDirectory(DESCRIPTORS)) {
			return 0;
		}
		try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
			return descriptors.filter(Resources::isSocket).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isSocket(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
		}
		catch (IOException ex) {
			// closed in between
			return false;
		}
	}

	/**
	 * Return what has grown since an earlier time.
	 */
	List<String> grownSince(Resources before) {
		List<String> grown = new ArrayList<>();
		check(grown, "heap", before.heapBytes, this.heapBytes, HEAP_TOLERANCE);
		check(grown, "threads", before.threads, this.threads, THREAD_TOLERANCE);
		check(grown, "sockets", before.sockets, this.sockets, 0);
		check(grown, "direct buffers", before.directBytes, this.directBytes, DIRECT_TOLERANCE);
		check(grown, "timers", before.timers, this.timers, 0);
		return grown;
	}

	private static void check(List<String> grown, String name, long before, long after, long tolerance) {
		if (after > before + tolerance) {
			grown.add(name + " have grown from " + before + " to " + after);
		}
	}

	@Override
	public String toString() {
		return "heap %.1f MB, threads %d, sockets %d, direct buffers %.1f MB, timers %d".formatted(this.heapBytes / 1e6,
				this.threads, this.sockets, this.directBytes / 1e6, this.timers);
	}

}
