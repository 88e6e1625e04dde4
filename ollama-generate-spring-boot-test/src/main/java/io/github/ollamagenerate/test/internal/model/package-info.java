/**
 * What a model would answer: models and their names, prompts and options, made-up tokens,
 * log probabilities, and JSON that fits a schema, up to the lines of the answer. Nothing
 * here knows of HTTP; which models are installed or loaded belongs to {@code endpoint}.
 */
@NullMarked
package io.github.ollamagenerate.test.internal.model;

import org.jspecify.annotations.NullMarked;
