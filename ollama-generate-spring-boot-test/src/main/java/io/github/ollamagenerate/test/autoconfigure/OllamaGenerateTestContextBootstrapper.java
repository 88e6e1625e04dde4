package io.github.ollamagenerate.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Bootstrapper of {@link OllamaGenerateTest @OllamaGenerateTest}.
 */
class OllamaGenerateTestContextBootstrapper extends TestSliceTestContextBootstrapper<OllamaGenerateTest> {

}
