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

import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.LoggerFactory;

/**
 * Sends all log lines, of all levels, to one appender instead of the console.
 */
final class TraceLog implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final Appender<ILoggingEvent> console = this.root.getAppender("CONSOLE");

	private final Map<Logger, Level> others = new HashMap<>();

	private final Appender<ILoggingEvent> appender;

	TraceLog(Appender<ILoggingEvent> appender) {
		this.appender = appender;
		appender.setContext(this.root.getLoggerContext());
		appender.start();
		this.root.detachAppender(this.console);
		this.root.addAppender(appender);
		this.root.getLoggerContext().getLoggerList().forEach((logger) -> {
			if (logger != this.root && logger.getLevel() != null) {
				this.others.put(logger, logger.getLevel());
				logger.setLevel(null);
			}
		});
		this.root.setLevel(Level.TRACE);
	}

	@Override
	public void close() {
		this.root.setLevel(this.level);
		this.others.forEach(Logger::setLevel);
		this.root.detachAppender(this.appender);
		this.root.addAppender(this.console);
	}

}
