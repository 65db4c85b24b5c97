import Text

/// Words of everyday English that are never taken for a misspelt product.
enum CommonWords {
  static func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }

  private static let hashes: Set<UInt64> = Set(
    (verbs + nouns + others).split(separator: " ").map { Lexer.read(String($0))[0].hash })

  private static let verbs =
    "can match matches log pick well box boxes one stops can't accept accepted add added allow apply arrive arrived arrives asked been being believe bought "
    + "break broke broken bring brought cancel canceled cancelled cancels care cared cares change "
    + "changed charge charged check checked choose chose chosen come comes coming compare confirm "
    + "confirmed contact could damaged decide decided deliver delivered delivers does doing done "
    + "exchange expect expected explain fail failed feel felt find fitted fits follow forgot found "
    + "gave getting give given gives goes going gone guess happen happened have having hear heard "
    + "help helped hope hoped keep keeps kept knew know known knows leave left like liked likes live "
    + "living look looked looking looks lose lost love loved made make makes making mean meant meet "
    + "mind missed missing move moved need needed needs opened order ordered orders paid pack packed "
    + "pay paying pick picked place placed please prefer promise promised provide receive received "
    + "recommend refund refunded refuse regret remember remove replace replaced reply request return "
    + "returned returning returns said save saved seem seems seen sell sells send sending sends sent "
    + "serve settle settled shall ship shipped shipping ships should show showed shown sign signed "
    + "sold spend spent split spoke start started stay still stop stopped suggest take taken takes "
    + "talk tell thank thanks think thinking thought told took tried try trying turn turned under "
    + "update updated used uses using wait waited waiting want wanted wants waste wear were will "
    + "wish wonder wondering work worked working works worry would write wrong wrote yelled"
  private static let nouns =
    " account address adult agent amount answer anyone anything area bank battle bill birthday block "
    + "boss bother brother business calls cardboard carrier case cash cattle center chance chat choice "
    + "city class clerk client code colour color company complaint condition cost costs country couple "
    + "courier credit customer customers data daughter deal delay delays delivery desk detail details "
    + "difference discount door email error event evening everyone everything example express fact "
    + "family father fault fees figure file form friend friends future girl goods grand guest half "
    + "hand hands hold holder holiday home hours house human idea ideas information instructions "
    + "invoice issue issues item items kind label lady letter level life line link list little local "
    + "lots mail manager matter message middle minute moment money months mother name neighbour "
    + "neighbor news night nothing notice number numbers offer office online option options others "
    + "owner package page paper parcel parents part parts payment people person phone picture piece "
    + "places plan point policy post postage price prices problem problems product products proof "
    + "purchase quality question questions range reason receipt record refunds response result review "
    + "right road rule rules sale sales school seller service shop shops side sister size sizes "
    + "someone something sorry staff stage state statement status step stock store story street style "
    + "summer support system team terms thing things ticket time times title today total touch track "
    + "tracking trouble truth type value version voucher walk wall water ways week weeks wife woman "
    + "women word words world year years yesterday young"
  private static let others =
    " able about above after again against ago ahead almost alone along already also although always "
    + "amazing among angry another around available away awful back badly because become before "
    + "behind below best better between beyond both brand bring broad certain cheap cheaper clear "
    + "close completely correct current daily dear different difficult directly double down during "
    + "each early easily easy either else enough entire even ever every exact exactly excellent except "
    + "extra extremely fair false fast faster final finally fine first five former forward four free "
    + "from front full further general getting glad good great happy hard hardly heavy hello here high "
    + "higher however huge important inside instead into just large largest last late later latest "
    + "least less lesser likely long longer lower lucky main many maybe might more most much must near "
    + "nearly never next nice none normal often okay older once only open other otherwise outside over "
    + "past patient perfect perhaps plain pleased poor possible pretty previous quick quickly quiet "
    + "quite rather ready real really recent recently ridiculous safe same second separate serious "
    + "several short shortly similar simple simply since slow slowly small smaller some soon special "
    + "straight strange such suddenly sure terrible than that their them then there therefore these "
    + "they third this those three through together tomorrow tonight totally toward towards true twice "
    + "unable unless until upset useful usual usually various very well what whatever when where "
    + "whether which while whole whose with within without worse worst worth your yours"
}
