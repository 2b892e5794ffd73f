package dev.atelier.videos;

import dev.atelier.identity.Member;
import dev.atelier.identity.MemberChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps profiles up with what the project that members sign in at says of them. */
@Component
class ProfileUpdates {

  private final Profiles profiles;
  private final ProfileRepository repository;

  ProfileUpdates(Profiles profiles, ProfileRepository repository) {
    this.profiles = profiles;
    this.repository = repository;
  }

  /** Repeatable. Names stay: members choose them here. */
  @EventListener
  void keep(MemberChanged change) {
    Member member = change.member();
    profiles.ensure(member);
    repository.changeEmail(member.id(), member.email());
  }
}
