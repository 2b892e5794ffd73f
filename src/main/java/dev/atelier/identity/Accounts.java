package dev.atelier.identity;

import dev.atelier.http.Problem;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users who can sign in.
 *
 * <p>Thread-safe.
 */
@Component
public class Accounts {

  private final AccountRepository repository;
  private final PasswordHashes passwords;
  private final SignInLimit limit;
  // Of many who want one name at once, the others wait here, where that costs nothing.
  private final ReentrantLock[] names =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  Accounts(AccountRepository repository, PasswordHashes passwords, SignInLimit limit) {
    this.repository = repository;
    this.passwords = passwords;
    this.limit = limit;
  }

  public Optional<Account> find(UserId id) {
    return repository.find(id);
  }

  /**
   * Makes an account.
   *
   * @throws Problem 422 when a field will not do, 400 when the name or the address is taken, 503
   *     when too many sign in at once
   */
  public Account create(NewAccount form) {
    NewAccount.Checked checked = form.check();
    String name = Username.fold(checked.username());
    ReentrantLock one = names[Math.floorMod(name.hashCode(), names.length)];
    one.lock();
    try {
      refuseTaken(name, checked.email());
      String hash = passwords.inTurn(() -> passwords.hash(checked.password()));
      return repository
          .insert(checked, hash)
          .orElseGet(() -> {
            refuseTaken(name, checked.email());
            throw new IllegalStateException("An account was refused and is gone");
          });
    } finally {
      one.unlock();
    }
  }

  /**
   * The account with that name and password.
   *
   * @param address where the attempt comes from, by which it is counted
   * @throws Problem 401 when there is none, 429 after too many failures, 503 when too many sign in
   *     at once
   */
  public Account signIn(String username, String password, String address) {
    String name = Username.foldAny(username);
    Account account =
        passwords.inTurn(() -> limit.attempt(name, address, () -> open(name, password)));
    if (account == null) {
      throw Problem.unauthenticated("invalid_credentials", "Incorrect username or password");
    }
    return account;
  }

  private @Nullable Account open(String name, String password) {
    AccountRepository.Locked locked = repository.findByUsername(name).orElse(null);
    boolean right = passwords.matches(password, locked == null ? null : locked.hash());
    return locked != null && right ? locked.account() : null;
  }

  private void refuseTaken(String name, EmailAddress email) {
    if (repository.findByUsername(name).isPresent()) {
      throw Problem.malformed("username_taken", "Username already registered");
    }
    if (repository.hasEmail(email.folded())) {
      throw Problem.malformed("email_taken", "Email already registered");
    }
  }
}
