package io.github.ollamagenerate.test.autoconfigure.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application whose tests are tested.
 */
@SpringBootApplication
public class TestedApplication {

}
