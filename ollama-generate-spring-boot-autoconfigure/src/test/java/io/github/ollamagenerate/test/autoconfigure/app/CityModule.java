package io.github.ollamagenerate.test.autoconfigure.app;

import tools.jackson.databind.module.SimpleModule;

import org.springframework.stereotype.Component;

/**
 * Changes the application's JSON mapper.
 */
@Component
public class CityModule extends SimpleModule {

}
