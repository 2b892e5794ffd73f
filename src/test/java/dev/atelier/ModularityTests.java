package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.json.JsonMapper;

class ModularityTests {

  private static final String LIST = "META-INF/spring-modulith/application-modules.json";

  private final ApplicationModules modules = ApplicationModules.of(AtelierApplication.class);

  @Test
  void modulesUseOnlyWhatTheyAreAllowed() {
    modules.verify();
  }

  /** A server without this list would analyse all classes at each start to find its modules. */
  @Test
  void theListThatServersStartWithHasEveryModuleBehindThoseThatItUses() throws IOException {
    List<String> listed;
    try (InputStream list = new ClassPathResource(LIST).getInputStream()) {
      listed = List.copyOf(JsonMapper.shared().readTree(list).propertyNames());
    }
    assertThat(modules.stream().map(ModularityTests::name))
        .containsExactlyInAnyOrderElementsOf(listed);
    modules.forEach(module ->
        assertThat(module.getDirectDependencies(modules).uniqueModules().map(ModularityTests::name))
            .as("what %s uses", name(module))
            .isSubsetOf(listed.subList(0, listed.indexOf(name(module)))));
  }

  private static String name(ApplicationModule module) {
    return module.getIdentifier().toString();
  }
}
