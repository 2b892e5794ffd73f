package dev.atelier.videos.creators;

import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Profiles and the leaderboard. */
@RestController
class CreatorController {

  private final Creators creators;
  private final CreatorRepository repository;

  CreatorController(Creators creators, CreatorRepository repository) {
    this.creators = creators;
    this.repository = repository;
  }

  @GetMapping("/users/top")
  List<ProfileResponse> top(
      @Nullable Member member, @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit) {
    UserId viewer = member == null ? null : member.id();
    List<Creator> top = repository.top(limit);
    return IntStream.range(0, top.size())
        .mapToObj(place -> ProfileResponse.of(top.get(place), viewer, place + 1))
        .toList();
  }

  @GetMapping("/users/{id}")
  ProfileResponse get(Member member, @PathVariable UUID id) {
    return ProfileResponse.of(creators.find(member, new UserId(id)), member.id(), null);
  }

  @PatchMapping("/users/{id}")
  ProfileResponse change(Member member, @PathVariable UUID id, @RequestBody ProfileForm form) {
    return ProfileResponse.of(creators.change(member, new UserId(id), form), member.id(), null);
  }
}
