package dev.atelier;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void modulesUseOnlyWhatTheyAreAllowed() {
    ApplicationModules.of(AtelierApplication.class).verify();
  }
}
