package dev.atelier.identity.signature;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

/** Signatures as other programs make them. */
class RequestSignatureTests {

  private final RequestSignature signatures =
      new RequestSignature("a secret that both sides of a request know");

  @Test
  void signaturesAreThoseOfOtherPrograms() {
    byte[] body = "{\"prompt\":\"hi\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(signatures.of("1700000000", "POST", "/videos/create", body))
        .isEqualTo("4a505c66ea30ef58b64bc9fe6073d46b756e3f5533efbf6a8c60e83e1b6b962a");
    assertThat(signatures.of("1700000000", "delete", "/videos/é/like", new byte[0]))
        .isEqualTo("22425da5e4e9a229897c9b9bbe65d0f1ebfd37e49c611eb29c85dcc1af2bdb5c");
  }

  @Test
  void a23_signaturesAreComparedInAConstantTime() {
    assertThat(RequestSignature.same("a".repeat(64), "a".repeat(64))).isTrue();
    assertThat(RequestSignature.same("a".repeat(64), "a".repeat(63) + "b")).isFalse();
    assertThat(RequestSignature.same("a".repeat(64), "a")).isFalse();
    JavaClasses classes = new ClassFileImporter().importClasses(RequestSignature.class);
    methods()
        .that(DescribedPredicate.describe("compare", method -> method.getName().equals("same")))
        .should(callIsEqual())
        .check(classes);
  }

  private static ArchCondition<JavaMethod> callIsEqual() {
    return new ArchCondition<>("call MessageDigest.isEqual") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean calls =
            method.getMethodCallsFromSelf().stream()
                .anyMatch(call ->
                    call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && call.getName().equals("isEqual"));
        events.add(new SimpleConditionEvent(method, calls, method.getFullName()));
      }
    };
  }
}
