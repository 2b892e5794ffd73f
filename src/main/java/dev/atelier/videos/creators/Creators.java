package dev.atelier.videos.creators;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import dev.atelier.videos.ProfileName;
import dev.atelier.videos.Profiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** People and what they say of themselves. */
@Component
class Creators {

  private final CreatorRepository creators;
  private final Profiles profiles;

  Creators(CreatorRepository creators, Profiles profiles) {
    this.creators = creators;
    this.profiles = profiles;
  }

  /** The profile of a user; the member's own is made when there is none. */
  Creator find(Member member, UserId id) {
    if (member.id().equals(id)) {
      profiles.ensure(member);
    }
    return creators.find(id).orElseThrow(() -> Problem.notFound("Profile not found"));
  }

  /** Changes the member's own profile. */
  Creator change(Member member, UserId id, ProfileForm form) {
    ProfileName name = form.checked();
    if (!member.id().equals(id)) {
      throw Problem.forbidden("not_your_profile", "Cannot update another user's profile");
    }
    profiles.ensure(member);
    try {
      creators.update(id, name, form.avatarUrl(), form.bio());
    } catch (DuplicateKeyException _) {
      throw Problem.conflict("username_taken", "Username already taken");
    }
    profiles.touch(id);
    return find(member, id);
  }
}
