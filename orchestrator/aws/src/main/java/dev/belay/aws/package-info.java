/// The engine's ports on one DynamoDB table, SQS queues and, where a bucket is configured, S3.
///
/// Every item has a partition key `p` and a sort key `s`. Names are short because an item of up to
/// 1 KB costs one write unit, and that is what an activity may cost.
///
/// ```
/// p                      s                       what                      other attributes
/// R#workspace#run        H                       head of the run           n as of, b, w f t g o, x
/// R#workspace#run        B#<number>              batch of events           b, x
/// R#workspace#run        C#<through>             a page exists             n first, x
/// R#workspace#run        I#<item id>             inbox item                b
/// R#workspace#run        IS                      inbox is sealed           x
/// R#workspace#run        A#<activity>#<attempt>  the attempt has begun     k, x
/// R#workspace#run        T#<activity>            last heartbeat            a attempt, b, c, x
/// W#workspace#id         C                       newest run of the id      r run, x once closed
/// T#<shard>              <due>#workspace#run#..  armed timer               l lane, b
/// Z#workspace#collection <name>                  named record              b, k
/// F#workspace            <flow>#<number>         published version         n bytes, e, b, k
/// D#<key>                <chunk>                 large bytes, no bucket    n chunks, b, x
/// ```
///
/// `b` is binary, `x` the time in seconds after which DynamoDB deletes the item. Numbers in keys
/// are hexadecimal and padded, so that they sort. Four sparse indexes list runs by `o`, their
/// start: of a workspace (`w`), of a workflow (`f`), of a status (`t`, absent for runs that ended
/// well), and the open ones of all workspaces (`g`, a shard). They hold keys only: what changes in
/// a head is not written a second time.
///
/// docs/adr/0002 tells why it is so.
@NullMarked
package dev.belay.aws;

import org.jspecify.annotations.NullMarked;
