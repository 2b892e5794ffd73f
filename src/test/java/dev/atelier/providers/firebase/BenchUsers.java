package dev.atelier.providers.firebase;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.Value;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.atelier.providers.MediaKind;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The users of {@code dev.atelier.archive.ArchiveBenchmark}, in something that speaks as much of
 * Firestore's protocol as the archive asks for and makes every document up when it is asked for: an
 * emulator would take longer to fill than the measurements, and take the processor away from them.
 */
public final class BenchUsers implements AutoCloseable {

  public static final String BUCKET = CloudStorageStandIn.BUCKET;
  public static final String PROJECT = "bench-archive";

  private static final String FIRESTORE = "google.firestore.v1.Firestore";
  private static final String DOCUMENTS = "projects/" + PROJECT + "/databases/(default)/documents/";
  private static final Timestamp LONG_AGO =
      Timestamp.newBuilder().setSeconds(1_700_000_000).build();

  private final Server server;
  private volatile Owned owned = new Owned("none", 0, 0, MediaKind.IMAGE);

  /** Who owns what. */
  private record Owned(String prefix, int files, int users, MediaKind kind) {

    Document user(int number) {
      int first = (int) ((long) files * number / users);
      int last = (int) ((long) files * (number + 1) / users);
      ArrayValue.Builder ids = ArrayValue.newBuilder();
      IntStream.range(first, last)
          .forEach(i -> ids.addValues(text("%s-%06d".formatted(prefix, i))));
      return document(
          "email_users/%s_%04d".formatted(prefix, number),
          Map.of(
              "email",
              text("%s-%04d@example.com".formatted(prefix, number)),
              kind == MediaKind.IMAGE ? "imageIds" : "voiceIds",
              Value.newBuilder().setArrayValue(ids).build()));
    }

    Document medium(String name) {
      String number = name.substring(name.lastIndexOf('-') + 1);
      return document(
          name.substring(DOCUMENTS.length()),
          Map.of(
              "storagePath", text("%s/%s.bin".formatted(prefix, number)),
              "originalName", text("photo %s.bin".formatted(number))));
    }
  }

  public BenchUsers() throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(
                ServerServiceDefinition.builder(FIRESTORE)
                    .addMethod(
                        method(
                            "BatchGetDocuments",
                            BatchGetDocumentsRequest.getDefaultInstance(),
                            BatchGetDocumentsResponse.getDefaultInstance()),
                        ServerCalls.asyncServerStreamingCall(this::get))
                    .addMethod(
                        method(
                            "RunQuery",
                            RunQueryRequest.getDefaultInstance(),
                            RunQueryResponse.getDefaultInstance()),
                        ServerCalls.asyncServerStreamingCall(this::query))
                    .build())
            .build()
            .start();
  }

  /** For {@code FIRESTORE_EMULATOR_HOST}. */
  public String host() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Has this many users own the objects {@code PREFIX/000000.bin} and so on, and no other. */
  public void fill(String prefix, int files, int users, MediaKind kind) {
    owned = new Owned(prefix, files, users, kind);
  }

  private void get(
      BatchGetDocumentsRequest request, StreamObserver<BatchGetDocumentsResponse> answer) {
    for (String name : request.getDocumentsList()) {
      answer.onNext(
          BatchGetDocumentsResponse.newBuilder()
              .setFound(owned.medium(name))
              .setReadTime(LONG_AGO)
              .build());
    }
    answer.onCompleted();
  }

  private void query(RunQueryRequest request, StreamObserver<RunQueryResponse> answer) {
    StructuredQuery query = request.getStructuredQuery();
    int first = 0;
    if (query.hasStartAt()) {
      String after = query.getStartAt().getValues(0).getReferenceValue();
      first = Integer.parseInt(after.substring(after.lastIndexOf('_') + 1)) + 1;
    }
    Owned now = owned;
    int end = Math.min(now.users(), first + query.getLimit().getValue());
    for (int number = first; number < end; number++) {
      answer.onNext(
          RunQueryResponse.newBuilder()
              .setDocument(now.user(number))
              .setReadTime(LONG_AGO)
              .build());
    }
    if (first >= end) {
      answer.onNext(RunQueryResponse.newBuilder().setReadTime(LONG_AGO).build());
    }
    answer.onCompleted();
  }

  private static Document document(String path, Map<String, Value> fields) {
    return Document.newBuilder()
        .setName(DOCUMENTS + path)
        .putAllFields(fields)
        .setCreateTime(LONG_AGO)
        .setUpdateTime(LONG_AGO)
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static <A extends Message, B extends Message> MethodDescriptor<A, B> method(
      String name, A request, B answer) {
    return MethodDescriptor.<A, B>newBuilder()
        .setType(MethodType.SERVER_STREAMING)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(FIRESTORE, name))
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
