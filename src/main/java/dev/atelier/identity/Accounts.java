package dev.atelier.identity;

import dev.atelier.http.Problem;
import java.security.SecureRandom;
import java.util.HexFormat;
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

  private static final int NAMES_TRIED = 20;

  private final SecureRandom random = new SecureRandom();
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

  /** What else is known of an account. */
  public Optional<AccountDetails> details(UserId id) {
    return repository.details(id);
  }

  /**
   * Makes an account that goes by a name made of its address.
   *
   * @param metadata a JSON object that its client keeps with it
   * @throws Problem as {@link #create} does
   */
  public Account createNamed(
      @Nullable String email, @Nullable String password, @Nullable String metadata) {
    String base = Username.of(email == null ? "" : email);
    for (int attempt = 0; ; attempt++) {
      String name =
          attempt == 0 ? base : base + "-" + HexFormat.of().toHexDigits(random.nextInt(), 4);
      try {
        Account account = create(new NewAccount(name, email, password, null, null));
        if (metadata != null) {
          repository.addMetadata(account.id(), metadata);
        }
        return account;
      } catch (Problem problem) {
        boolean another = Username.fault(name) != null || problem.code().equals("username_taken");
        if (!another || attempt == NAMES_TRIED) {
          throw problem;
        }
      }
    }
  }

  /** Adds to what a client keeps with an account: a JSON object. */
  public void addMetadata(UserId id, String metadata) {
    repository.addMetadata(id, metadata);
  }

  /**
   * Gives an account another password.
   *
   * @throws Problem 422 when it will not do, 503 when too many sign in at once
   */
  public void changePassword(UserId id, String password) {
    String fault = NewAccount.fault(password);
    if (fault != null) {
      throw Problem.invalid(
          "validation_failed", "password " + fault, new Problem.FieldError("password", fault));
    }
    String hash = passwords.inTurn(() -> passwords.hash(password));
    repository.setHash(id, hash);
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
    return signIn(repository.findByUsername(name), name, password, address);
  }

  /** The same by e-mail address, or by name where no account has that for its address. */
  public Account signInByEmail(String login, String password, String address) {
    String name = Username.foldAny(login);
    EmailAddress email = EmailAddress.parse(login);
    return signIn(
        (email == null
                ? Optional.<AccountRepository.Locked>empty()
                : repository.findByEmail(email.folded()))
            .or(() -> repository.findByUsername(name)),
        name,
        password,
        address);
  }

  private Account signIn(
      Optional<AccountRepository.Locked> found, String typed, String password, String address) {
    AccountRepository.Locked locked = found.orElse(null);
    // By whatever of the two an account is tried, it is one account that is tried.
    String name = locked == null ? typed : Username.fold(locked.account().username());
    Account account =
        passwords.inTurn(() -> limit.attempt(name, address, () -> open(locked, password)));
    if (account == null) {
      throw Problem.unauthenticated("invalid_credentials", "Incorrect username or password");
    }
    return account;
  }

  private @Nullable Account open(AccountRepository.@Nullable Locked locked, String password) {
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
