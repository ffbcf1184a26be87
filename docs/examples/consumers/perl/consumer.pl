#!/usr/bin/perl
# A client in Perl: reads the event feed, or the conformance kit, and verifies every message with the contract's files.
#   consumer.pl CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.jsonl THUMBPRINT[,THUMBPRINT] [SECONDS]
# It was written from the folder of the contract alone.
use v5.26;
use warnings;
use feature 'signatures';
no warnings 'experimental::signatures';
use Encode qw(decode encode_utf8);
use FindBin;
use lib $FindBin::Bin;
use Contract;
use HTTP::Tiny;
use IO::Handle;
use MIME::Base64 qw(encode_base64);
use Time::HiRes qw(sleep time);
use Time::Piece ();
my @LIFECYCLES = qw(order delivery payment);
my @QUANTITIES = qw(cancelled shipped delivered returned);
($Contract::folder, my ($mode, @rest)) = @ARGV;
# Returns the event; nothing if the body is not a message of the contract.
sub message ($body) {
    my $m = eval { parse($body) };
    return undef unless is($m, 'HASH') && valid(load('schemas/envelope.json'), $m) && $m->{type} =~ /^trading\.(information|processing|refusal|statement|key)\.v1\z/;
    my ($kind, $d) = ($1, $m->{data});
    return undef if exists $m->{dataschema} && $m->{dataschema} !~ /^urn:coincide:$kind:1\.[0-9]{1,9}\z/ || !valid(load("schemas/$kind.json"), $d);
    return $m->{subject} eq $d->{clientId} && ($d->{number} == 1) == !defined $d->{previousDigest} ? $m : undef if $kind eq 'statement';
    return $m unless $kind eq 'information' || $kind eq 'processing';
    my $sequence = $m->{sequence} // 0;
    return undef unless $m->{subject} eq $d->{tradingId} && $m->{source} =~ m{^/[^/]+/trades/$d->{tradingId}\z} && $sequence >= 1;
    return $kind eq 'information' ? ($sequence == 1) == ($d->{revision} == 1) ? $m : undef : $sequence >= 2 ? $m : undef;
}

# The client: what it has sent, the keys that it trusts with those that announced them, and its ledger.
sub client ($id, @pinned) {
    return {id => $id, keys => {map { $_ => '' } @pinned}, revoked => {}, orders => {}, requests => {}, trades => {}, bodies => {}};
}
sub sent ($c, $order) {
    $c->{orders}{$order->{orderReference}} //= {digest => digest(canonical($order)), amendments => [], tradingId => undef};
}
sub trusts ($c, $kid, $depth = 0) {
    return 0 if !defined $kid || !exists $c->{keys}{$kid} || $c->{revoked}{$kid} || $depth > 100;
    return ($c->{keys}{$kid} eq '' || trusts($c, $c->{keys}{$kid}, $depth + 1));
}
# Returns the verdict; a coincident message changes the trade, and an announcement the keys.
sub receive ($c, $body, $signature = undef) {
    my $pins = %{$c->{keys}};
    my $kid = $pins && defined $signature ? signer($body, $signature) : undef;
    my $m = !$pins || trusts($c, $kid) ? message($body) : undef;
    my $source = eval { parse($body)->{source} };
    my ($d, $kind) = $m ? ($m->{data}, (split /\./, $m->{type})[1]) : ({}, 'none');
    my $in_trade = $kind eq 'information' || $kind eq 'processing';
    my $trade = $in_trade ? $c->{trades}{$m->{subject}} : undef;
    my $held = $trade ? $c->{bodies}{$m->{subject} . '/' . (0 + $m->{sequence})} : undef;
    my (@lines, %lines) = $in_trade ? @{$d->{lines}} : ();
    $lines{0 + "$_->{number}"}{now} //= $_ for @lines;
    my $unique = @lines == keys %lines;
    $lines{0 + "$_->{number}"}{stored} = $_ for $trade ? @{$trade->{lines}} : ();
    my %contents = (
        (map { exists $d->{$_} ? ($_ => $d->{$_}) : () } qw(orderReference currency shipTo payment requestedDelivery)),
        lines => [map { my %line; @line{qw(sku quantity unitPrice)} = @$_{qw(sku quantity unitPrice)}; \%line } @lines]);
    my %input = (
        message => $m // {}, type => $kind, sequence => $in_trade ? number($m->{sequence}) : undef, client => {id => $c->{id}},
        contract => load('transitions.json'), trade => $trade, order => $c->{orders}{$d->{orderReference} // ''},
        requests => $c->{requests}{$d->{tradingId} // ''}, digest => $kind eq 'information' ? digest(canonical(\%contents)) : undef,
        held => defined $held ? $held eq $body ? 'SAME' : 'OTHER' : undef,
        lineNumbersUnique => bool($unique), lines => [map { {number => $_, %{$lines{$_}}} } keys %lines],
        # A real client compares with its own settings: which pages it trusts, and its clock.
        local => {signed => bool(!$pins || defined $signature), signatureValid => bool(!$pins || defined $kid),
            keyTrusted => bool(!$pins || trusts($c, $kid)), ownServer => bool(!text($source) || index($source, '/coincide/') == 0),
            schemaValid => bool(defined $m), actionTrusted => $TRUE, timesInBounds => $TRUE});
    for my $rule (@{load('rules.json')->{rules}}) {
        next unless truth(evaluate($rule->{violated} // $rule->{applies}, \%input));
        return ($rule->{warning} // 'DUPLICATE') . (($rule->{warning} // '') eq 'INVARIANT_BROKEN' ? " $rule->{id}" : '');
    }
    if ($kind eq 'key') {
        $c->{keys}{thumbprint($d->{announced}{x})} //= $kid // '' if $d->{announced};
        for (@{$d->{revoked} // []}) { $c->{keys}{$kid} = '' if $_ ne $kid; $c->{revoked}{$_} = 1 }    # the successor that revokes a key stays trusted
    }
    return {refusal => 'REFUSED', statement => 'STATED', key => 'ANNOUNCED'}->{$kind} unless $in_trade;
    store($c, $kind, $m, $d, \%lines, $body);
    return 'COINCIDENT';
}
sub store ($c, $kind, $m, $d, $lines, $body) {
    my $t = $c->{trades}{$m->{subject}} //= {source => $m->{source}, orderReference => $d->{orderReference}, heldFrom => undef, closed => $FALSE,
        %{$d->{statuses} // {}}};
    if ($kind eq 'information') {
        $c->{orders}{$d->{orderReference}}{tradingId} = $m->{subject};
        $t->{lines} = [map { {number => $_->{number}, unitPrice => $_->{unitPrice}, ordered => $_->{quantity},
            map { $_ => number('0') } @QUANTITIES} } @{$d->{lines}}];
        $t->{amounts} = {authorized => '0', captured => '0', refunded => '0', %{$t->{amounts} // {}}, currency => $d->{currency}, ordered => $d->{total}};
        @$t{qw(paymentMethod revision)} = ($d->{payment}{method}, $d->{revision});
    } else {
        $t->{heldFrom} = $d->{order} ne 'ON_HOLD' ? undef : $t->{order} eq 'ON_HOLD' ? $t->{heldFrom} : $t->{order};
        @$t{@LIFECYCLES, 'amounts'} = @$d{@LIFECYCLES, 'amounts'};
        for my $line (values %$lines) { @{$line->{stored}}{@QUANTITIES} = @{$line->{now}}{@QUANTITIES} }
    }
    my $closed = load('transitions.json')->{closed};
    my sub closes ($life) {
        return 1 if grep { $_ eq $t->{$life} } @{$closed->{$life}};
        my @also = grep { my $also = $_; grep { $_ eq $t->{order} } @{$also->{order}} } @{$closed->{also}};
        return $life ne 'order' && grep { $_ eq $t->{$life} } map { @{$_->{$life} // []} } @also;
    }
    $t->{closed} = bool($t->{closed} || @LIFECYCLES == grep { closes($_) } @LIFECYCLES);
    @$t{qw(sequence lastDigest)} = (number($m->{sequence}), digest($body));
    $c->{bodies}{$m->{subject} . '/' . (0 + $m->{sequence})} = $body;
}
sub kit () {
    my $different = 0;
    for my $file (sort glob "$Contract::folder/conformance/*.jsonl") {
        if (!$Contract::SIGNATURES && slurp($file) =~ /"pinned"/) { say "$file is skipped: CryptX is not installed"; next }
        my $c = client('acme');
        for my $step (map { parse($_) } split /\n/, slurp($file)) {
            $c = client('acme', @{$step->{pinned}}) if $step->{pinned};
            sent($c, $step->{sent}) if $step->{sent};
            push @{$c->{orders}{$step->{amended}{orderReference}}{amendments}}, digest(canonical($step->{amended})) if $step->{amended};
            push @{$c->{requests}{$step->{requested}{tradingId}}{$step->{requested}{kind}}}, $step->{requested}{id} if $step->{requested};
            next if !defined $step->{received} || (my $verdict = receive($c, @$step{qw(received signature)})) eq $step->{verdict};
            $different++;
            say encode_utf8("$file: $verdict instead of $step->{verdict}: " . substr $step->{received}, 0, 200);
        }
    }
    say "$different verdicts differ";
    return $different;
}
# Returns the ledger. Cuts off a last line whose write was interrupted; its cursor was never used.
sub whole ($ledger) {
    open my $file, '+>>:raw', $ledger or die "$ledger: $!\n";
    seek $file, 0, 0;
    my $text = do { local $/; <$file> } // '';
    my $whole = 1 + rindex $text, "\n";
    truncate $file, $whole or die "$ledger: $!\n" if $whole < length $text;
    return decode('UTF-8', substr($text, 0, $whole), Encode::FB_CROAK);
}
# Returns the seconds of Retry-After, which is a number or a date; at least one, and five without it.
sub pause ($value) {
    my $seconds = !defined $value ? 5 : $value =~ /^[0-9]+\z/ ? $value : eval { Time::Piece->strptime($value, '%a, %d %b %Y %H:%M:%S GMT')->epoch - time } // 5;
    return $seconds < 1 ? 1 : $seconds;
}
sub feed ($url, $id, $secret, $orders, $ledger, $pinned, $seconds = 30) {
    die "Install the package CryptX. Without it, no signature can be verified.\n" unless $Contract::SIGNATURES;
    my ($c, $http, $warnings, $after, @events) = (client($id, split /,/, $pinned), HTTP::Tiny->new(timeout => 30), 0, '');
    sent($c, $_) for @{parse(slurp($orders))};
    for my $line (map { parse($_) } split /\n/, whole($ledger)) {
        next if receive($c, @$line{qw(body signature)}) =~ /^(UNSIGNED|BAD_SIGNATURE|UNKNOWN_KEY)$/;    # to be read again
        $after = "&after=$line->{cursor}";
    }
    open my $out, '>>:raw', $ledger or die "$ledger: $!\n";
    my $end = time + $seconds;
    while (time < $end || @events) {
        my $answer = $http->get("$url/api/events?wait=5s$after", {headers => {Authorization => 'Basic ' . encode_base64("$id:$secret", '')}});
        if ($answer->{status} == 410 && $after) { $after = ''; next }    # the feed no longer keeps what follows the cursor
        my $wait = $answer->{status} =~ /^(429|503)\z/ ? pause($answer->{headers}{'retry-after'}) : 'inf';
        if (time + $wait < $end) { sleep $wait; next }    # the server is busy
        die "$answer->{status} $answer->{content}\n" unless $answer->{success};
        my $page = parse(decode('UTF-8', $answer->{content}, Encode::FB_CROAK));
        @events = @{$page->{events}};
        for my $event (@events) {
            my $verdict = receive($c, @$event{qw(body signature)});
            print $out encode_utf8(canonical({%$event, verdict => $verdict})), "\n";
            $warnings++ unless $verdict =~ /^(COINCIDENT|DUPLICATE|REFUSED|STATED|ANNOUNCED)$/;
        }
        $out->flush and $out->sync;    # stored before the cursor is used, which acknowledges the messages
        $after = "&after=$page->{next}";
    }
    for my $trade (sort keys %{$c->{trades}}) { say join ' ', $trade, @{$c->{trades}{$trade}}{@LIFECYCLES} }
    return $warnings;
}
exit(($mode eq '--kit' ? kit() : feed(@rest)) ? 1 : 0);
