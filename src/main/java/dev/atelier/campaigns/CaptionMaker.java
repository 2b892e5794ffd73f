package dev.atelier.campaigns;

import dev.atelier.campaigns.Brief.PaidCall;
import dev.atelier.campaigns.CallRepository.Settlement;
import dev.atelier.campaigns.CaptionPrintRepository.Known;
import dev.atelier.jobs.JobHandler.Outcome;
import dev.atelier.jobs.JobHandler.Work;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.TextModel;
import dev.atelier.providers.TextModel.Request;
import dev.atelier.providers.TextModel.Text;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has a caption written. One that is too much like another of the campaign is written once more,
 * and then kept with a mark.
 */
@Component
class CaptionMaker {

  /** After this one the jobs would let the item fail, though its first caption is there. */
  private static final int LAST_ATTEMPT = 3;

  private final TextModel writer;
  private final Prompts prompts;
  private final CallCosts costs;
  private final Purchases purchases;
  private final CallRepository calls;
  private final CaptionPrintRepository prints;

  CaptionMaker(
      TextModel writer,
      Prompts prompts,
      CallCosts costs,
      Purchases purchases,
      CallRepository calls,
      CaptionPrintRepository prints) {
    this.writer = writer;
    this.prompts = prompts;
    this.costs = costs;
    this.purchases = purchases;
    this.calls = calls;
    this.prints = prints;
  }

  /** The caption; null when it cannot be bought right now. */
  @Nullable Outcome make(Work<PartWork> work, Brief brief) {
    PaidCall kept = brief.kept();
    if (kept != null && kept.version() != null) {
      return new Outcome.Done(new PartResult(kept.id()));
    }
    UUID call = null;
    PaidCall last = brief.last();
    if (last != null && last.interrupted()) {
      if (writer.repeatsAreFree() && kept == null) {
        call = last.id();
      } else {
        purchases.giveUp(last, brief);
      }
    }
    if (kept != null) {
      return again(work, brief, kept.id(), String.valueOf(kept.caption()));
    }
    Prompt prompt = prompts.caption(brief, null);
    call = call == null ? begin(work, brief, prompt) : call;
    if (call == null) {
      return null;
    }
    Text text = write(call, prompt);
    CaptionPrint print = CaptionPrint.of(text.text());
    Known similar = prints.similar(brief.campaign(), brief.post(), print);
    if (similar == null) {
      return done(brief, call, settlement(text, null), print);
    }
    purchases.settle(call, settlement(text, similar.post()));
    return again(work, brief, call, text.text());
  }

  /** Writes the caption once more; what was bought first stays where that cannot be. */
  private @Nullable Outcome again(Work<PartWork> work, Brief brief, UUID first, String caption) {
    Prompt prompt = prompts.caption(brief, caption);
    try {
      UUID call = begin(work, brief, prompt);
      if (call == null) {
        return null;
      }
      Text text = write(call, prompt);
      CaptionPrint print = CaptionPrint.of(text.text());
      Known similar = prints.similar(brief.campaign(), brief.post(), print);
      return done(brief, call, settlement(text, similar == null ? null : similar.post()), print);
    } catch (ProviderException e) {
      boolean over = e.reason() == Reason.REJECTED || e.reason() == Reason.REFUSES_ALL;
      if (!over && (e.reason() == Reason.THROTTLED || work.attempt() < LAST_ATTEMPT)) {
        throw e;
      }
      CaptionPrint print = CaptionPrint.of(caption);
      return new Outcome.Done(new PartResult(first), () -> publish(brief, first, print));
    }
  }

  private @Nullable UUID begin(Work<PartWork> work, Brief brief, Prompt prompt) {
    return purchases.begin(
        new Purchases.Order(
            work, prompt, writer.model(), writer.offline(), costs.mostOfCaption(prompt)),
        brief);
  }

  private Text write(UUID call, Prompt prompt) {
    return purchases.make(
        call,
        costs.mostOfCaption(prompt),
        () -> writer.write(new Request(call.toString(), prompt, CallCosts.MAX_TOKENS)));
  }

  private Outcome done(Brief brief, UUID call, Settlement settlement, CaptionPrint print) {
    return new Outcome.Done(
        new PartResult(call),
        () -> {
          purchases.settleWithin(call, settlement);
          // Now the batch is locked, and what others have written meanwhile is there to be seen.
          Known similar = prints.similar(brief.campaign(), brief.post(), print);
          if (similar != null) {
            calls.flagDuplicate(call, similar.post());
          }
          publish(brief, call, print);
        });
  }

  private void publish(Brief brief, UUID call, CaptionPrint print) {
    prints.save(brief.campaign(), brief.post(), print);
    calls.publish(call, null);
  }

  private Settlement settlement(Text text, @Nullable String duplicateOf) {
    return new Settlement(
        "succeeded",
        costs.of(text),
        text.model(),
        text.usage().inputTokens(),
        text.usage().cachedInputTokens(),
        text.usage().outputTokens(),
        text.finish().name().toLowerCase(Locale.ROOT),
        storable(text.text()),
        duplicateOf,
        null,
        null);
  }

  /** Models may answer with what a database does not keep. */
  private static String storable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0 && Character.getType(point) != Character.SURROGATE)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
